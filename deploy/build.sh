#!/bin/sh
# build.sh FOLDER: builds the wheel into FOLDER/dist and installs it, with what it needs, in FOLDER/venv.
# The Dockerfile's first stage and tests/test_wheel.py both run this, so an image holds what the tests have seen.
set -eu
mkdir -p "$1"
folder=$(cd "$1" && pwd)
source=$(cd "$(dirname "$0")/.." && pwd)
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
# Built from a copy: setuptools leaves build/ and *.egg-info/ behind, and stale ones would get into the wheel.
cd "$source"
cp -R pyproject.toml README.md LICENSE service prompts evals "$copy"
find "$copy" -name '*.egg-info' -prune -exec rm -rf {} +
"$source/deploy/make-venv.sh" "$folder/venv"  pip
"$folder/venv/bin/python" -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir "$folder/dist" "$copy"
"$source/deploy/make-venv.sh" "$folder/venv" "$folder"/dist/sixlead-*.whl
"$folder/venv/bin/sixlead" --version
