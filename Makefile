# Two commands do everything on a machine with Python 3.11, pip and make: `make demo` and `make test`.
# `make check` lints and types, `make score` measures against ../shared (or SHARED=DIR), `make docs` regenerates pages.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
JOBS ?= 2
# The default Linux wheel of PyTorch may drag in gigabytes of CUDA. Name an index of CPU builds here to take one instead.
TORCH_INDEX ?=
TORCH := $(shell sed -n 's/^torch==/torch==/p' constraints.txt)
export SHARED ?= ../shared
export PYTHONUTF8 := 1

.DEFAULT_GOAL := help
.PHONY: help env test check demo score docs wheel clean

help:  ## Say what can be made.
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 12

env: $(STAMP)  ## Make .venv and install everything, pinned; done once.

$(STAMP): pyproject.toml constraints.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@test -z "$(TORCH_INDEX)" || $(BIN)/python -c 'import torch' 2>/dev/null \
	  || $(BIN)/pip install --quiet --no-deps --index-url $(TORCH_INDEX) $(TORCH)
	$(BIN)/pip install --quiet --constraint constraints.txt --editable '.[dev,all]'
	@touch $@

test: env  ## Run the whole test suite.
	$(BIN)/python -m pytest -n $(JOBS) --dist loadfile

check: env  ## Lint, check the format, check the types. Rewrites nothing.
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/pyright --pythonpath $(BIN)/python

demo: env  ## Read the sample filings and ask three questions.
	@rm -rf .demo
	$(BIN)/pilu ingest corpus/sample --store .demo
	@bench/demo.sh $(BIN)/pilu .demo

score: env  ## Run every scorer of SHARED that has its data, and the leak check. FULL=1 takes the large sets whole.
	$(BIN)/python bench/score.py --shared $(SHARED) $(if $(FULL),--full)

docs: env  ## Regenerate the pages that a machine knows best.
	$(BIN)/python bench/make_docs.py

wheel: env  ## Build the distribution into dist/.
	$(BIN)/pip wheel --quiet --no-deps --wheel-dir dist .

clean:  ## Remove what was built, but not .venv.
	rm -rf .demo .score dist build .pytest_cache .ruff_cache .hypothesis
