# Every target makes its own environment first; only Python 3.11-3.13 and make are needed.
SHELL := /bin/sh
VENV := .venv
PYTHON := $(VENV)/bin/python
# The first interpreter that runs and is new enough; PYTHON3=... overrides.
PYTHON3 ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null && { echo $$p; break; }; done)

# Without .pyc files, which an environment may forbid to write on the way, each process compiles all it imports.
COMPILE := $(PYTHON) -W ignore -m compileall -q index tui

.PHONY: run test drills screenshots bench gazetteer clean

run: $(VENV)/run.stamp
	@$(VENV)/bin/newsreader $(ARGS)

test: $(VENV)/test.stamp
	@$(COMPILE) tests
	@$(PYTHON) -m pytest -n auto --dist loadfile $(ARGS)

drills: $(VENV)/test.stamp
	@$(PYTHON) -m tests.drills $(ARGS)

screenshots: $(VENV)/test.stamp
	$(PYTHON) screenshots/draw.py

bench: $(VENV)/test.stamp
	@$(PYTHON) -m pip install --quiet -e '.[bench]'
	@for b in startup keys ingest_rate widgets_latency search_latency large_archive pairing_scale; do PYTHONPATH=. $(PYTHON) tests/benchmarks/$$b.py || exit 1; done

gazetteer: $(VENV)/test.stamp
	$(PYTHON) -m pip install --quiet -e '.[gazetteer]'
	$(PYTHON) index/analysis/names/build_gazetteer.py

clean:
	rm -rf $(VENV) dist

$(VENV)/bin/python:
	@test -n "$(PYTHON3)" || { echo "newsreader needs Python 3.11, 3.12 or 3.13; none was found (set PYTHON3=/path/to/python)"; exit 2; }
	$(PYTHON3) -m venv $(VENV)

# Compiled while nobody waits: without .pyc files the first launch takes four times as long.
$(VENV)/run.stamp: pyproject.toml | $(VENV)/bin/python
	$(PYTHON) -m pip install --quiet -e .
	$(PYTHON) -W ignore -m compileall -q $(VENV)/lib index tui || true
	touch $@

$(VENV)/test.stamp: pyproject.toml | $(VENV)/bin/python
	$(PYTHON) -m pip install --quiet -e '.[ner,onnx,dev,screenshots]'
	touch $@ $(VENV)/run.stamp
