# Every target sets up what it needs; nothing has to be run before it.
PYTHON ?= python3
# A machine without a GPU: make chat TORCH_INDEX=https://download.pytorch.org/whl/cpu
TORCH_INDEX ?=
VENV := .venv
# A process for each core, up to four: each loads the model. Tests of one file share what they set up.
PYTEST := $(VENV)/bin/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile
PIP := $(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: chat install dev browser test test-all lint bench clean

chat: install
	$(VENV)/bin/refdesk --open

install: $(VENV)/installed
dev: $(VENV)/installed-dev

$(VENV)/python-checked:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "refdesk needs Python 3.11 or later, and $(PYTHON) is `$(PYTHON) --version 2>&1`: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 2; }
	@$(PYTHON) -m venv $(VENV) || { echo "No virtual environment could be made; on Debian: apt-get install python3-venv"; exit 2; }
	@touch $@

$(VENV)/installed: pyproject.toml constraints.txt $(VENV)/python-checked
	@echo "Installing refdesk into $(VENV) (a few minutes the first time)"
	@$(PIP) torch $(if $(TORCH_INDEX),--index-url $(TORCH_INDEX))
	@$(PIP) --editable .
	@touch $@

$(VENV)/installed-dev: $(VENV)/installed
	@$(PIP) --editable '.[dev]'
	@touch $@

browser: dev
	@sh tests/ui/install_browser.sh $(VENV)/bin/playwright

test: dev browser
	$(PYTEST)

test-all: dev browser
	$(PYTEST) -m ''

lint: dev
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy

bench: dev browser
	$(VENV)/bin/python -m pytest tests/benchmarks/bench_explore.py tests/benchmarks/bench_encoder.py --benchmark-only -m ""
	$(VENV)/bin/python -m tests.benchmarks.bench_page

clean:
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
