# Two commands matter: `make run` and `make test`. Both make everything they need first.
PYTHON ?= python3
BIN := .venv/bin
QML := $(shell find kiosk/ui -name '*.qml' 2>/dev/null)

# Qt and Python both take their encoding from here, and a bare machine has no locale at all.
export LC_ALL := C.UTF-8

# What the keyboard reads: made once from word lists that the running terminal does not load.
PINYIN := build/pinyin.table
PARTS := build/parts.table
PINYIN_SOURCES := $(addprefix kiosk/ui/input/,build_pinyin.py local_words.txt pinyin_table.py syllables.py)

# What the store asks, compiled: the running terminal does not load SQLAlchemy either.
STATEMENTS := build/statements.table
STATEMENT_SOURCES := $(wildcard kiosk/store/*.py kiosk/store/statements/*.py kiosk/domain/*.py)

.PHONY: help prepare prepare-test prepare-bundle setup run test check fmt bench faults bundle gallery pins clean
.DEFAULT_GOAL := help
.NOTPARALLEL:

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' Makefile

setup: prepare $(PINYIN) $(PARTS) $(STATEMENTS) ## environment, packages, system libraries, tables that are made once
	@# Whoever runs a terminal may not write here, and would compile every module at every start.
	@$(BIN)/python -m compileall -q kiosk sync printers

prepare:
	@$(PYTHON) .ci/prepare.py run

prepare-test prepare-bundle: prepare-%:
	@$(PYTHON) .ci/prepare.py $*

$(PINYIN): $(PINYIN_SOURCES) .ci/requirements.txt | prepare
	@mkdir -p build
	$(BIN)/python -m kiosk.ui.input.build_pinyin $@

$(PARTS): $(addprefix kiosk/ui/input/,build_parts.py parts_table.py) .ci/requirements.txt | prepare
	@mkdir -p build
	$(BIN)/python -m kiosk.ui.input.build_parts $@

$(STATEMENTS): $(STATEMENT_SOURCES) .ci/requirements.txt | prepare
	@rm -f $@
	$(BIN)/python -m kiosk.store.build_statements $@

run: setup ## the terminal: in a window, or the whole walk offscreen into build/demo
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then exec $(BIN)/python -m kiosk demo --window; \
	else exec $(BIN)/python -m kiosk demo --out build/demo; fi

test: check ## everything: linters, types, import contracts, then one pytest run
	$(BIN)/python -m pytest --numprocesses 3 --dist loadgroup

check: prepare-test setup ## linters, types and import contracts only
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/pyside6-qmllint --max-warnings 0 -I kiosk/ui/qml -i kiosk/ui/qml/Theme/qmldir $(QML)
	$(BIN)/mypy

fmt: prepare-test setup ## format and sort
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: prepare-test setup ## measure against floors taken in the same run, into build/bench.json
	$(BIN)/python -m tests.bench

faults: prepare-test setup ## kill −9, full disk, damaged store …, into build/faults.json
	$(BIN)/python -m tests.faults

bundle: prepare-bundle setup ## one folder in dist/ with PyInstaller, which then walks the demo
	$(BIN)/pyinstaller --noconfirm --log-level WARN --distpath dist --workpath build/pyinstaller kiosk.spec
	dist/kiosk/kiosk demo --out build/demo-bundle

gallery: prepare-test setup ## a picture of every screen, into build/gallery
	$(BIN)/python -m tests.ui.gallery

pins: prepare-test setup ## resolve the newest versions anew, with hashes and without the name of any host
	$(BIN)/python .ci/pins.py

clean: ## remove what was built; .venv stays
	rm -rf build dist .mypy_cache .ruff_cache .import_linter_cache .hypothesis
