# Needs only Python 3.11 or newer with pip and venv, git and make. Everything goes into .venv.
.DEFAULT_GOAL := help
.PHONY: help run install test bench pictures lint format words clean

VENV := .venv
BIN := $(VENV)/bin
UV_VERSION := 0.13.9
MARK := $(shell cat uv.lock pyproject.toml | cksum | cut -d ' ' -f 1)
# What a larger town adds, by the names in pyproject.toml: make run EXTRAS='dispatch workers'
EXTRAS ?=
SPACE := $() $()
READY_TO_RUN := $(VENV)/.ready-to-run-$(MARK)$(subst $(SPACE),,$(addprefix -,$(sort $(EXTRAS))))
READY_TO_TEST := $(VENV)/.ready-to-test-$(MARK)
SYNC := UV_PYTHON_DOWNLOADS=never $(BIN)/uv sync --quiet --frozen --inexact --compile-bytecode
ARGS ?=
# Three at once, on two cores too: a browser's story waits for its screens. tests/together.py says
# what stays together and what begins first.
TOGETHER := -n 3 --dist loadscope --no-loadscope-reorder

help:
	@echo 'make run      install what is needed and start the app with the sample town'
	@echo '              with EXTRAS=dispatch it compiles the dispatcher, for towns of many vehicles'
	@echo 'make install  install everything that the tests need, Chromium too'
	@echo 'make test     make install, then run every test'
	@echo 'make bench    the numbers of tests/bench'
	@echo 'make pictures take the pictures of docs/screens anew'
	@echo 'make lint     ruff, mypy, import-linter and the catalogues'
	@echo 'make format   let ruff lay the code out'
	@echo 'make words    put new sentences into the catalogues'

run: $(READY_TO_RUN)
	@exec $(BIN)/senior-life $(ARGS)

install: $(READY_TO_TEST)
	@.ci/chromium $(BIN)/python

test: install
	@$(BIN)/python -m pytest $(TOGETHER) $(ARGS)

bench: install
	@missed=0; for bench in tests/bench/bench_*.py; do \
	    echo "== $$bench"; $(BIN)/python "$$bench" $(ARGS) || missed=1; done; exit $$missed

pictures: install
	@PYTHONPATH=. $(BIN)/python tests/browser/pictures.py

lint: $(READY_TO_TEST)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m senior_life.words check

format: $(READY_TO_TEST)
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

words: $(READY_TO_TEST)
	@$(BIN)/python -m senior_life.words update

clean:
	rm -rf $(VENV)

# A marked .venv holds what this lock file asks for; the tests' set-up includes what running needs.
$(READY_TO_RUN): | $(BIN)/uv
	@echo 'Installing (only this once) …'
	@$(SYNC) --no-dev --extra desktop $(addprefix --extra ,$(EXTRAS))
	@$(BIN)/python -m compileall -q senior_life services
	@rm -f $(VENV)/.ready-to-run-*
	@touch $@

$(READY_TO_TEST): | $(BIN)/uv
	@echo 'Installing what the tests need (only this once) …'
	@$(SYNC) --extra desktop
	@$(BIN)/python -m compileall -q senior_life services
	@rm -f $(VENV)/.ready-*
	@touch $@ $(READY_TO_RUN)

$(BIN)/uv:
	@python=$$(for one in "$$PYTHON" python3 python3.13 python3.12 python3.11; do \
	    [ -n "$$one" ] && "$$one" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	    && echo "$$one" && break; done); \
	if [ -z "$$python" ]; then \
	    echo 'Python 3.11 or newer with venv is needed (Debian: apt-get install python3-venv).' >&2; exit 1; \
	fi; \
	"$$python" -m venv $(VENV) && $(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
