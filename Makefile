# Every target sets up what it needs; nothing has to be installed by hand first.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
VENV_NATIVE ?= .venv-native
FRONT := dashboard/static/build/manifest.json
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: setup front native demo test pythons lint bench chaos stack-up stack-down stack-status clean requirements help

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 14

setup: $(STAMP) $(FRONT) ## make .venv with the pinned packages and the `marsad` command

$(STAMP): requirements/build.txt requirements/dev.txt pyproject.toml ops/setup.sh
	@PYTHON="$(PYTHON)" VENV="$(VENV)" bash ops/setup.sh
	@touch $@

front: $(FRONT) ## build the scripts, styles and fonts of the desk (npm)

$(FRONT): $(wildcard dashboard/front/*.* dashboard/front/src/* dashboard/front/css/*) ops/front.sh
	@bash ops/front.sh

native: $(VENV_NATIVE)/.installed ## compile the reader: .venv-native/bin/marsad reads half as fast again (needs gcc)

# Whatever goes into the wheel.
$(VENV_NATIVE)/.installed: $(wildcard $(shell git ls-files schemas streams connectors dashboard benchmarks \
		ops/native.* requirements/build.txt requirements/runtime.* pyproject.toml 2>/dev/null)) | setup
	@VENV_NATIVE="$(VENV_NATIVE)" bash ops/native.sh
	@touch $@

demo: setup ## from three sample feeds to delivered alerts, on this machine (ARGS=--check: judge and end)
	@bash ops/demo.sh $(ARGS)

test: setup ## all tests, on a stack that is left as it was found (FAST=1: those without a stack or a browser)
	@FAST="$(FAST)" bash ops/test.sh $(ARGS)

pythons: setup ## the fast tests on the other Pythons that are here (after a change of requirements)
	@bash ops/pythons.sh $(ARGS)

lint: setup ## style, formatting, types and the arrows between packages
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: setup ## measure speed and quality
	@bash ops/bench.sh $(ARGS)

chaos: setup ## kill, stop and cut off parts while articles flow
	@bash ops/chaos.sh $(ARGS)

stack-up: setup ## start Kafka and Elasticsearch on 127.0.0.1 (fetches them the first time)
	@$(BIN)/python -m ops.stack up $(ARGS)

stack-down: ## stop them; topics and indices stay
	@$(PYTHON) -m ops.stack down $(ARGS)

stack-status: ## say which of them runs, where, and its process id
	@$(PYTHON) -m ops.stack status $(ARGS)

requirements: setup ## compile the pinned requirements again
	@bash ops/requirements.sh

clean: ## stop the stack, remove its state and downloads and what is compiled (.venv stays)
	@$(PYTHON) -m ops.stack clean
	@rm -rf build dist $(VENV_NATIVE)
