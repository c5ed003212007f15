# All that is needed beforehand: Python 3.11 or newer (name it with PYTHON=…) and make.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install --constraint constraints.txt
# Folders are listed too, so that a removed file counts as a change.
SOURCES := pyproject.toml constraints.txt README.md LICENSE \
           $(shell find resilience_cli instruments sample_data -name __pycache__ -prune -o -print)

.PHONY: demo test dev lint bench messages samples bundle bundle-check clean

demo: .venv/package
	$(BIN)/resilience demo

# The tests see the installed package, not this folder: hence pytest itself and not `python -m pytest`.
test: .venv/test-tools .venv/package
	$(BIN)/pytest -n 2 --dist loadfile $(ARGS)

dev: .venv/python
	$(PIP) --editable '.[dev]'
	rm -f .venv/package
	touch .venv/test-tools .venv/dev-tools

lint: .venv/dev-tools
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

bench: .venv/package
	$(BIN)/python benchmarks/bench_score.py $(ARGS)
	$(BIN)/python benchmarks/bench_validate.py
	$(BIN)/python benchmarks/bench_html.py

messages: .venv/test-tools
	$(BIN)/python .ci/messages.py $(ARGS)
	PYTHONPATH=. $(BIN)/python -B .ci/findings.py

samples: .venv/test-tools
	OPENPYXL_LXML=False $(BIN)/python -B sample_data/make.py

# A zip for Windows without a network (docs/windows.md); the check tries its steps with the wheels of this system.
bundle: .venv/test-tools
	$(BIN)/python bundle/make.py $(ARGS)

bundle-check: .venv/test-tools
	$(BIN)/python -B bundle/try.py

gallery: .venv/test-tools .venv/package
	$(BIN)/python -B docs/gallery/draw.py

clean:
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis benchmarks/data

.venv/python:
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed: make PYTHON=python3.11" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv .venv
	touch $@

# The package as a user gets it, not editable; installed anew whenever a source changed.
.venv/package: $(SOURCES) | .venv/python
	$(PIP) .
	touch $@

# What tests (test) and checks (dev) need; the package itself comes along and is then as new as its sources.
.venv/test-tools .venv/dev-tools: .venv/%-tools: pyproject.toml constraints.txt | .venv/python
	$(PIP) '.[$*]'
	touch $@ .venv/package
