# The commands of Heard. Each sets up what it needs; `make` alone lists them.
PYTHON ?= python3
PY     := .venv/bin/python
OUT    ?= out
CASE   ?=
ARGS   ?=

SETUP     := $(PYTHON) desktop/install/setup.py
OFFSCREEN := QT_QPA_PLATFORM=offscreen
SUITE     := -m pytest -n auto --maxprocesses 4 --dist worksteal
PACKAGES  := desktop ui export models resources
COMPILE   := .venv/bin/uv pip compile --quiet --universal --python-version 3.11 \
             --generate-hashes --no-header --no-emit-index-url --upgrade
WINDOWS   := desktop/install/wine-python

.DEFAULT_GOAL := help
.PHONY: help run test demo check lint bench bundle bundle-windows lock test-windows setup setup-dev

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-15s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup:
	@$(SETUP) run

setup-dev:
	@$(SETUP) dev

run: setup ## open Heard; without a screen, play the demo instead
	@if [ "$$(uname)" != Linux ] || [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
	  exec $(PY) -m desktop $(ARGS); \
	else \
	  echo "There is no screen here, so Heard plays its demo instead, into $(OUT)/."; \
	  exec $(MAKE) --no-print-directory demo; \
	fi

demo: setup ## play a whole review through the windows [OUT=dir] [CASE=file]
	@if [ -z "$$DISPLAY$$WAYLAND_DISPLAY" ]; then export $(OFFSCREEN); fi; \
	exec $(PY) -m desktop demo --out "$(OUT)" $(if $(CASE),--case "$(CASE)")

test: setup-dev ## the whole suite, offscreen [ARGS=…]
	@$(OFFSCREEN) $(PY) $(SUITE) $(ARGS)

lint: setup-dev ## style, types (Linux and Windows) and import rules
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@$(PY) -m mypy
	@$(PY) -m mypy --platform win32 --no-warn-unreachable --cache-dir .mypy_cache/win32
	@.venv/bin/lint-imports

check: lint test ## lint, then test

bench: setup-dev ## measure, as text and JSON
	@$(PY) -m tests.bench $(ARGS)

bundle: setup-dev ## a frozen program in dist/heard, which then tests itself
	@$(PY) -m PyInstaller --noconfirm --log-level WARN --distpath dist --workpath build \
	  desktop/install/bundle.spec
	@$(OFFSCREEN) dist/heard/heard --self-test

bundle-windows: setup-dev ## the same for Windows, under Wine, with its installer in dist/windows
	@$(WINDOWS) setup requirements.txt requirements-dev.txt
	@desktop/install/windows-bundle

lock: setup-dev ## refresh the locked requirements
	@$(COMPILE) pyproject.toml --output-file requirements.txt
	@$(COMPILE) --group pyproject.toml:dev --constraints requirements.txt \
	  --output-file requirements-dev.txt

# A tenth of the generated examples and of the kills, and fewer of a meeting: Wine starts processes slowly.
test-windows: setup-dev ## the suite on a real Windows Python under Wine [ARGS=…]
	@$(WINDOWS) setup requirements.txt requirements-dev.txt
	@$(OFFSCREEN) HEARD_WINE=1 HEARD_HYPOTHESIS=wine HEARD_KILLS=20 \
	  $(WINDOWS) run $(SUITE) $(ARGS)
