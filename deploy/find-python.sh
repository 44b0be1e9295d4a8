#!/bin/sh
# Prints the first Python on this machine that sixlead can run on (3.11 or newer, with venv); else says what to install.
set -eu
for python in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
    if command -v "$python" >/dev/null 2>&1 &&
        "$python" -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
        command -v "$python"
        exit 0
    fi
done
cat >&2 <<'MESSAGE'
sixlead 需要 Python 3.11 或更高版本（带 venv），这台电脑上没有找到。
  Debian、Ubuntu：apt-get install python3 python3-venv    macOS：brew install python
  装在别处的，请指明：make demo PYTHON=/路径/python3.12
(sixlead needs Python 3.11 or newer, with venv; or name one: make demo PYTHON=/path/to/python3.12)
MESSAGE
exit 1
