#!/usr/bin/env bash
# Serves the 1.5B model on this machine, grades reviews with it beside reviews by rule and a bare prompt, and stops it.
# Usage: deploy/evals-local.sh PYTHON [SAMPLES]. Answers are kept in .evals-local/, so a run that is stopped goes on there.
set -euo pipefail
python=$1 samples=${2:-evals/cases/labelled} port=${PORT:-8081}
mkdir -p .evals-local
"$python" -m evals.local_model fetch 1.5b
"$python" -m evals.local_model serve 1.5b --port "$port" > .evals-local/server.log 2>&1 &
trap 'kill %1' EXIT
until grep --quiet OPENAI_BASE_URL .evals-local/server.log; do sleep 1; kill -0 %1; done
SIXLEAD_DATA=.evals-local "$python" -m evals.cli model --samples "$samples" --model "openai:qwen2.5-coder-1.5b@http://127.0.0.1:$port/v1"
