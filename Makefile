# tariff-talks: `make run` for a report, `make test` while you work, `make check` before
# you hand in. Needs Python 3.11 or later; everything else is installed into .venv.

PYTHON ?= python3
VENV   ?= .venv
# Test processes at a time, at most; never more than there are cores.
JOBS   ?= 2
# Runs of the baseline; empty: as many as its file says.
RUNS   ?=

BIN := $(VENV)/bin
PY  := $(BIN)/python
PIP := $(PY) -m pip install --quiet --disable-pip-version-check --no-input --constraint constraints.txt

BASELINE := configs/experiments/baseline.yaml
OUT      := results/baseline$(if $(RUNS),-$(RUNS))

# Rules are the files that use the decorator; they must be covered as plain Python too.
RULES       = $(shell grep -rl --include='*.py' 'agents\.rules\.compile import' agents sim | grep -v sim/engine.py | paste -sd, -)
RULE_TESTS := $(wildcard tests/agents tests/sim)
# Documents whose commands `make check` carries out.
TRIED_DOCS := README.md docs/tutorial.md $(wildcard docs/how-to/*.md)
# Scripts of docs/build/ that make pages, or parts of pages; the last three play experiments.
MADE_DOCS := bibliography configuration outcomes strategies assumptions performance patterns pairing outputs teaching picture baseline answers

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run serve test check docs install dev lint format types contracts coverage configs commands links slow postgresql clean

help: ## say what can be made
	@echo "tariff-talks: make TARGET"
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/  \1|\2/p' $(firstword $(MAKEFILE_LIST)) | awk -F'|' '{printf "%-12s %s\n", $$1, $$2}'

# ---------------------------------------------------------------- use

run: $(VENV)/.core ## install, run the baseline and leave a report (RUNS=200 for a quick look)
	@$(BIN)/talks run $(BASELINE) --out $(OUT) --replace $(if $(RUNS),--runs $(RUNS))
	@echo
	@echo "The report: $(abspath $(OUT))/report.html"

serve: $(VENV)/.classroom ## install, and start the classroom in a browser
	@$(BIN)/talks serve

install: $(VENV)/.core ## install into .venv what the command `talks` needs
	@echo "Installed: $(BIN)/talks"

dev: $(VENV)/.dev ## install into .venv what tests and checks need
	@echo "Installed: $(VENV), with what tests and checks need"

docs: $(VENV)/.check ## make the generated pages, README's picture and the notebook again (plays the baseline)
	@for page in $(MADE_DOCS) notebook; do echo "== $$page"; $(PY) docs/build/$$page.py || exit 1; done

clean: ## remove .venv and what tools left behind; results/ stays
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis .coverage .coverage.* *.egg-info build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# ---------------------------------------------------------------- installation
# A stamp per set of packages; each is older than the files it was installed from only
# when those have changed.

$(BIN)/pip:
	@command -v $(PYTHON) >/dev/null 2>&1 || { \
	  echo "Python was not found as '$(PYTHON)'. Install Python 3.11 or later, or name it: make run PYTHON=/path/to/python3"; exit 2; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "tariff-talks needs Python 3.11 or later; '$(PYTHON)' is $$($(PYTHON) -c 'import platform; print(platform.python_version())')."; \
	  echo "Name a newer one, if there is one: make run PYTHON=python3.12"; exit 2; }
	@$(PYTHON) -m venv $(VENV) || { \
	  echo; echo "'$(PYTHON) -m venv' failed. On Debian and Ubuntu, this brings what it needs: apt install python3-venv"; exit 2; }

$(VENV)/.core: pyproject.toml constraints.txt | $(BIN)/pip
	@echo "Installing what tariff-talks needs into $(VENV) (once, a few minutes) ..."
	@$(PIP) --editable .
	@touch $@

$(VENV)/.classroom: pyproject.toml constraints.txt | $(BIN)/pip
	@echo "Installing what the classroom needs into $(VENV) (once, a few minutes) ..."
	@$(PIP) --editable '.[classroom]'
	@touch $(VENV)/.core $@

$(VENV)/.dev: pyproject.toml constraints.txt | $(BIN)/pip
	@echo "Installing what tariff-talks and its tests need into $(VENV) (once, a few minutes) ..."
	@$(PIP) --editable '.[analysis,classroom,cluster,dev,japanese]'
	@touch $(VENV)/.core $@

$(VENV)/.check: pyproject.toml constraints.txt | $(VENV)/.dev
	@echo "Installing what checks in a browser and of the notebook need into $(VENV) (once) ..."
	@$(PIP) --editable '.[browser,notebook]'
	@touch $@

# ---------------------------------------------------------------- tests and checks

test: $(VENV)/.dev ## the tests that are quick enough to run while you work
	@$(BIN)/talks compile
	@$(PY) -m pytest -q -m "not slow" --numprocesses auto --maxprocesses $(JOBS)

check: lint format types contracts links configs commands coverage slow postgresql ## everything that must hold before a change is handed in
	@echo; echo "All checks passed."

lint: $(VENV)/.dev ## style and likely bugs (ruff)
	@echo "== lint"; $(BIN)/ruff check .

format: $(VENV)/.dev ## is the layout ruff's? (`.venv/bin/ruff format .` makes it so)
	@echo "== format"; $(BIN)/ruff format --check .

types: $(VENV)/.dev ## mypy, strict
	@echo "== types"; $(BIN)/mypy

contracts: $(VENV)/.dev ## who may import whom (import-linter; tests/architecture has the rest)
	@echo "== contracts"; $(BIN)/lint-imports

links: $(VENV)/.dev ## relative links and anchors in README and docs/
	@echo "== links"; $(PY) docs/build/links.py

configs: $(VENV)/.dev ## every config is valid, and every experiment runs small
	@echo "== configs"; $(BIN)/talks validate configs/scenarios/*.yaml configs/experiments/*.yaml configs/outcomes/*.yaml configs/inference/*.yaml configs/sensitivity/*.yaml configs/classroom/*.yaml
	@scratch=$$(mktemp -d) && trap 'rm -rf "$$scratch"' EXIT && for file in configs/experiments/*.yaml; do \
	  echo "-- $$file"; case "$$file" in */baseline.yaml) report=;; *) report=--no-report;; esac; \
	  $(BIN)/talks run "$$file" --runs 8 $$report --out "$$scratch/$$(basename "$$file" .yaml)" || exit 1; done; \
	for file in configs/sensitivity/*.yaml; do \
	  echo "-- $$file"; $(BIN)/talks sensitivity "$$file" --small --out "$$scratch/study-$$(basename "$$file" .yaml)" || exit 1; done

commands: $(VENV)/.dev ## commands of README, tutorial and how-to, carried out in a scratch copy
	@echo "== commands"; $(PY) docs/build/commands.py run --bin '$(abspath $(BIN))' $(TRIED_DOCS)

coverage: $(VENV)/.dev ## branch coverage of the rules, compilation off
	@echo "== coverage"; $(BIN)/coverage erase
	@NUMBA_DISABLE_JIT=1 $(BIN)/coverage run -m pytest -q -m "not slow" --numprocesses auto --maxprocesses $(JOBS) $(RULE_TESTS)
	@$(BIN)/coverage combine --quiet
	@$(BIN)/coverage report --include '$(RULES)' --fail-under 95

slow: $(VENV)/.check ## the tests marked slow: large ensembles, kills, servers, a browser (chromium)
	@echo "== slow"; $(PY) -m pytest -q -m slow --numprocesses auto --maxprocesses $(JOBS)

postgresql: $(VENV)/.check ## the classroom's tests once more, on a PostgreSQL of their own
	@echo "== postgresql"; $(PY) -m pytest -q tests/classroom -m "not slow" --classroom-db=postgresql --numprocesses auto --maxprocesses $(JOBS)
