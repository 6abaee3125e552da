# SPDX-License-Identifier: Apache-2.0
# `make demo` shows Bela at work, `make test` runs every check. All other targets are parts of these two.

PYTHON ?= python3
BIN := .venv/bin
INSTALL := $(PYTHON) requirements/install.py
# Two files of tests at a time; `make test SPREAD=` runs them one by one, which is easier to read.
SPREAD ?= --numprocesses 2 --dist loadfile

.PHONY: demo test bench proofs mutants bench-flows understanding chaos lint format install clean

demo:
	@echo "== Installing =="
	@$(INSTALL) runtime rasa node
	@exec $(BIN)/bela demo

test: install lint
	@echo "== Unit tests =="
	@$(BIN)/pytest $(SPREAD) tests/unit
	@echo "== Integration and browser tests =="
	@$(BIN)/pytest $(SPREAD) tests/integration tests/official_clients tests/browser

proofs: install
	@$(BIN)/python -m bot.proving.shipping config/demo config/demo-dengue

# Every small mistake in a pack, one at a time: which check notices? `make mutants MUTANTS=--help` tells how to ask for some.
mutants: install
	@$(BIN)/python -m benchmarks.mutants $(MUTANTS)

# A city's load; `make load LOAD=--help` tells how to rehearse it.
.PHONY: load
load: install
	@$(BIN)/python -m benchmarks.load $(LOAD)

# Does a live server behave as Bela assumes? `make contract ROCKETCHAT_URL=https://chat.cidade.gov.br CONTRACT=--json`
.PHONY: contract
contract:
	@$(INSTALL) runtime
	@$(if $(ROCKETCHAT_URL),BELA_ROCKETCHAT_URL=$(ROCKETCHAT_URL)) $(BIN)/bela contract $(CONTRACT)

bench: install
	@$(BIN)/python -m benchmarks.conversation

# Five hundred conversations while everything fails; `make chaos SEED=17` holds that one's storm alone, and
# `make chaos RESUME=1` goes on with a run that was broken off.
chaos: install
	@$(BIN)/python -m benchmarks.chaos $(if $(SEED),--seed $(SEED)) $(if $(RESUME),--resume)

bench-flows: install
	@$(BIN)/python -m benchmarks.flows
	@$(BIN)/python -m benchmarks.lint
	@$(BIN)/python -m benchmarks.publishing

understanding: install
	@$(BIN)/python -m benchmarks.understanding
	@$(BIN)/python -m docs.write_clinical

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
