# Every target sets up what it needs; nothing has to be installed by hand first.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: setup demo test lint bench chaos stack-up stack-down clean requirements help

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 14

setup: $(STAMP) ## make .venv with the pinned packages and the `marsad` command

$(STAMP): requirements/dev.txt pyproject.toml ops/setup.sh
	@PYTHON="$(PYTHON)" VENV="$(VENV)" bash ops/setup.sh
	@touch $@

requirements: setup ## compile the pinned requirements again
	@bash ops/requirements.sh

clean: ## stop the stack, remove state and downloads (.venv stays)
	@bash ops/stack/clean.sh
