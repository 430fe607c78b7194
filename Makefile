# Everything here needs only make and Python 3.11 or newer. `make run` talks; `make test` tests.

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
# The first Python that answers and is new enough; set PYTHON=... to choose another.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$p"; break; }; done)

.DEFAULT_GOAL := help
.PHONY: help setup run test demo check models bench clean

help: ## Show what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

setup: $(READY) ## Make a virtual environment with everything that development and tests need

$(READY): pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed: install it, or say make PYTHON=/path/to/python"; exit 1; }
	"$(PYTHON)" -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $(READY)

run: $(READY) ## Talk: the desktop voice
	@$(BIN)/python -m local_runner talk

test: $(READY) ## Run every test
	$(BIN)/python -m pytest

demo: $(READY) ## A whole scripted conversation on the virtual clock; writes demo.wav with exact pauses
	@BACK_SPASM_MEMORY=memory: $(BIN)/python -m local_runner talk --clock virtual --script demo/first-day.txt --record demo.wav
	@echo "The sound of it is in demo.wav."

check: $(READY) ## Lint, types, content and models
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m local_runner check
	$(BIN)/python -m local_runner build-models --check

models: $(READY) ## Make the Alexa interaction models and the skill manifest from the content
	$(BIN)/python -m local_runner build-models

bench: $(READY) ## Measure the skill against a hello-world skill, in the same sitting
	$(BIN)/python benchmarks/handler_cost.py
	$(BIN)/python benchmarks/turns_checked.py

clean: ## Remove what was made
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis demo.wav skill/content/.compiled
