# Two commands do all set-up on a fresh machine: `make demo` shows what sixlead does, `make test` runs all that CI runs.
# Both make their own virtual environment (VENV, by default .venv). Another Python: make test PYTHON=/path/to/python3.12

VENV ?= .venv
BIN := $(VENV)/bin
SAMPLE := evals/cases/labelled/seed-street-office.txt
OUT := demo-output

.DEFAULT_GOAL := help
.PHONY: help demo test check lint types imports tests evals-local format bench golden lock clean

help: ## list these commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## /  make \1\t/' | expand -t 16

demo: $(VENV)/.installed ## review a shipped sample; write the HTML page and the marked Word file
	@mkdir -p $(OUT)
	@$(BIN)/sixlead review $(SAMPLE)
	@$(BIN)/sixlead review $(SAMPLE) --as html_report --out $(OUT)/seed-street-office.html
	@$(BIN)/sixlead review $(SAMPLE) --as marked_docx --out $(OUT)/seed-street-office.marked.docx
	@printf '\n网页报告：  %s\nWord 标注稿：%s\n' "$(CURDIR)/$(OUT)/seed-street-office.html" "$(CURDIR)/$(OUT)/seed-street-office.marked.docx"

test: $(VENV)/.installed-dev ## everything that CI runs, in its own virtual environment
	@$(MAKE) --no-print-directory check

check: lint types imports tests ## the same, in the virtual environment as it is

lint: ## form and style
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: ## types, strictly
	$(BIN)/mypy --strict

imports: ## who may import whom
	$(BIN)/lint-imports --no-cache

tests: ## all tests; those with a small real model come last and alone
	$(BIN)/python -m pytest -n auto -m 'not small_model'
	$(BIN)/python -m pytest -m small_model

evals-local: $(VENV)/.installed ## grade reviews with a real 1.5B model on this machine (about an hour on two cores)
	deploy/evals-local.sh $(BIN)/python

format: ## mend form and style
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: ## print the speeds
	$(BIN)/python -m evals.bench

golden: ## rewrite the golden files; review the diff like code
	GOLDEN=write $(BIN)/python -m pytest -q -p no:xdist tests -k golden

lock: ## pin what uv installs
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv lock --default-index https://pypi.org/simple

clean: ## remove what these commands made, but for the virtual environment
	rm -rf build dist $(OUT) .mypy_cache .ruff_cache .hypothesis *.egg-info

$(VENV)/.installed: pyproject.toml deploy/make-venv.sh
	deploy/make-venv.sh $(VENV) --editable .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml deploy/make-venv.sh
	deploy/make-venv.sh $(VENV) --editable '.[dev]'
	@touch $@ $(VENV)/.installed
