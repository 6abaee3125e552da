# SPDX-License-Identifier: Apache-2.0
# `make demo` shows Bela at work, `make test` runs every check. All other targets are parts of these two.

PYTHON ?= python3
BIN := .venv/bin
INSTALL := $(PYTHON) requirements/install.py

.PHONY: demo test bench lint format install clean

demo:
	@echo "== Installing =="
	@$(INSTALL) runtime rasa node
	@exec $(BIN)/bela demo

test: install lint
	@echo "== Unit tests =="
	@$(BIN)/pytest tests/unit
	@echo "== Integration tests =="
	@$(BIN)/pytest tests/integration
	@echo "== Browser tests =="
	@$(BIN)/pytest tests/browser

bench: install
	@$(BIN)/python -m benchmarks.conversation

lint: install
	@echo "== Format =="
	@$(BIN)/ruff format --check
	@echo "== Lint =="
	@$(BIN)/ruff check
	@echo "== Types =="
	@$(BIN)/mypy .
	@echo "== Import contract =="
	@$(BIN)/lint-imports

format: install
	@$(BIN)/ruff format
	@$(BIN)/ruff check --fix

install:
	@echo "== Installing =="
	@$(INSTALL) dev rasa node clients browser

clean:
	rm -rf .venv .venv-rasa sandbox/node_modules tests/official_clients/node_modules
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache *.egg-info
