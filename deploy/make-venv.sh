#!/bin/sh
# make-venv.sh FOLDER REQUIREMENT…: makes a virtual environment in FOLDER, or uses the one there, and installs into it.
set -eu
here=$(dirname "$0")
folder=$1
shift
if [ ! -x "$folder/bin/python" ]; then
    python=$("$here/find-python.sh")
    "$python" -m venv "$folder"
fi
"$folder/bin/python" -m pip --version >/dev/null 2>&1 || "$folder/bin/python" -m ensurepip --upgrade >/dev/null
"$folder/bin/python" -m pip install --quiet --disable-pip-version-check "$@"
