# The one door to everything; `make help` lists what is behind it. CI goes through the same door.

PYTHON   ?= python3
PROVINCE ?= tra-vinh
YEAR     ?= 2023
TO       ?= html,pdf
SHARE    ?= 1
PARTS    ?= floor load cold plan reading speed scale cluster kills page

VENV := .venv
BIN  := $(VENV)/bin
RUN_READY := $(VENV)/.run-installed
DEV_READY := $(VENV)/.dev-installed

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.SUFFIXES:
.PHONY: help report test lint bench torture setup format lab images docs fonts licences lock wheel clean FORCE

# What another project left in the shell must not lead Python to other libraries.
unexport PYTHONPATH PYTHONHOME

help: ## This list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' Makefile

# An active conda or virtual environment that has this very tree installed is used as it is.
OURS = import analysis, pathlib; \
	exit(not pathlib.Path(analysis.__file__).resolve().is_relative_to(pathlib.Path.cwd().resolve()))
ifneq ($(filter-out $(CURDIR)/$(VENV),$(or $(VIRTUAL_ENV),$(CONDA_PREFIX))),)
  ACTIVE := $(shell python -c '$(OURS)' 2>/dev/null && echo yes)
endif
ifeq ($(ACTIVE),yes)
  RUN := python
else
  RUN := $(BIN)/python
  RUN_NEEDS := $(RUN_READY)
endif

report: $(RUN_NEEDS) ## One report as HTML and PDF (PROVINCE=tra-vinh YEAR=2023 TO=html,pdf)
	@$(RUN) -m analysis report $(PROVINCE) $(YEAR) --to $(TO)

test: lint ## Everything that CI checks: lint, then the tests, the fast ones first
	$(BIN)/python -m pytest -n auto --dist loadfile -m "not slow"
	$(BIN)/python -m pytest -n auto --dist loadfile --durations 15 -m "slow and not long"

lint: $(DEV_READY) ## Style, types and the direction of imports
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy
	$(BIN)/lint-imports

setup: $(DEV_READY) ## The environment for development in .venv, without running anything

format: $(DEV_READY) ## Put the code into the project's format
	$(BIN)/python -m ruff check --fix .
	$(BIN)/python -m ruff format .

lab: $(DEV_READY) ## JupyterLab on a notebook to look around in
	@$(BIN)/python -m analysis explore

images: $(DEV_READY) ## The pictures in docs/images, taken anew (needs Chromium)
	$(BIN)/python docs/take_images.py

docs: $(DEV_READY) ## docs/cli.md from what the commands say of themselves; the words of click, compiled
	$(BIN)/python docs/make_cli.py
	$(BIN)/pybabel compile -D messages -d src/analysis/messages/locale

fonts: $(DEV_READY) ## The typeface in every page, cut anew to the letters that it needs
	$(BIN)/python docs/make_fonts.py

bench: $(DEV_READY) ## Speed and memory beside other ways to make reports (PARTS="speed cold"; see benchmarks/)
	@for part in $(PARTS); do $(BIN)/python benchmarks/bench.py $$part || exit 1; done

torture: $(DEV_READY) ## What the library has to bear, at full length; the table of docs/reliability.md (SHARE=0.1 FAMILY=kills)
	@cd tests && $(abspath $(BIN))/python -m torture $(FAMILY) --share $(SHARE) --into ../docs/reliability.md
	$(if $(FAMILY),,$(BIN)/python -m pytest -n auto -m long)

licences: $(DEV_READY) ## The licence of every package that is installed
	@$(BIN)/python docs/make_licences.py

wheel: $(DEV_READY) ## Wheel and source archive in dist/
	$(BIN)/python -m build --no-isolation

clean: ## Remove what can be made again (reports/ stays)
	rm -rf $(VENV) dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache

# ---------------------------------------------------------------------------------------- environments

# A stamp holds the folder it was made in. Without it, in a moved clone, or where its Python has gone, the
# environment is half-made or broken: it is thrown away and made anew.
SOUND = $(BIN)/python -c '' && test "$$(cat $(RUN_READY))" = "$(CURDIR)"
ifeq ($(shell { $(SOUND); } 2>/dev/null && echo yes),)
$(RUN_READY) $(DEV_READY): FORCE
endif

PIP = $(BIN)/python -m pip --disable-pip-version-check --quiet

define new_environment
{ $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
    echo "Python 3.11 or later is needed: make PYTHON=/path/to/python3.11" >&2; exit 1; }; \
  rm -rf $(VENV); $(PYTHON) -m venv $(VENV); }
endef

define install
	@{ $(SOUND); } 2>/dev/null || $(new_environment)
	@echo "Installing what $(1) lists into $(VENV) (once; a minute or two)" >&2
	@rm -f $(RUN_READY) $(DEV_READY)
	@$(PIP) install --require-hashes -r $(1)
	@$(PIP) install --no-deps --no-build-isolation --editable .
endef

$(RUN_READY): requirements/run.txt pyproject.toml
	$(call install,requirements/run.txt)
	@echo "$(CURDIR)" > $@

# dev.txt holds run.txt at the same versions, so both stamps are true.
$(DEV_READY): requirements/dev.txt requirements/run.txt pyproject.toml
	$(call install,requirements/dev.txt)
	@echo "$(CURDIR)" > $(RUN_READY)
	@echo "$(CURDIR)" > $@

COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --custom-compile-command "make lock" $(if $(UPGRADE),--upgrade) pyproject.toml

lock: $(BIN)/uv ## Renew requirements/*.txt from pyproject.toml (UPGRADE=yes: to the newest releases)
	$(COMPILE) --group build --output-file requirements/run.txt
	$(COMPILE) --group build --group dev --extra explore --extra cluster --extra office --extra notify \
	  --extra reading --extra sign --constraint requirements/run.txt \
	  --output-file requirements/dev.txt

# Not in the locks: uv makes them, and nothing else needs it.
$(BIN)/uv:
	@$(BIN)/python -c '' 2>/dev/null || $(new_environment)
	@$(PIP) install uv
