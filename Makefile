# Every habit of the house. `make run` and `make test` set up all they need.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: help setup run demo test coverage lint fmt lock messages bench bench-language bench-search bench-site screens shell

help:
	@echo "make run    the newsroom with the real feeds: http://127.0.0.1:8000"
	@echo "make demo   the same with a bundled feed server, no network needed"
	@echo "make test   every test    make lint   every check    make fmt   format"
	@echo "make coverage        every test, and how much of aggregator/ they run"
	@echo "make lock   the locks of Python packages, anew from pyproject.toml"
	@echo "make messages  the words of the interface, brought level with the code (docs/languages.md)"
	@echo "make setup  set up only   make bench  measure        make shell Django shell"
	@echo "make bench-language  measure on labelled news: names, words, same events (docs/language.md)"
	@echo "make bench-search    measure search: quality, speed, percolation (docs/benchmarks.md)"
	@echo "make bench-site      measure the site over 100,000 articles (docs/benchmarks.md)"
	@echo "make screens         pictures of the demo's pages, into docs/screens"
	@echo "options: make run PORT=8123 VAR=elsewhere   (docs/settings.md)"

setup: .venv/ready build/ready

.venv/ready: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || \
	  { echo "newsroom needs Python 3.11, 3.12 or 3.13: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	@echo "newsroom: setting up .venv (first time: about a minute)"
	@$(PYTHON) -m venv --clear .venv || \
	  { echo "newsroom: Python's venv module is missing (Debian, Ubuntu: package python3-venv)"; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

.venv/ready-dev: .venv/ready requirements-dev.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

node_modules/ready: .venv/ready package-lock.json
	@$(BIN)/python -m newsroom.npm ci
	@touch $@

tests/node/node_modules/ready: .venv/ready tests/node/package-lock.json
	@$(BIN)/python -m newsroom.npm ci --prefix tests/node
	@touch $@

build/ready: node_modules/ready package.json $(shell find aggregator/site/assets -type f 2>/dev/null)
	@mkdir -p build
	@$(BIN)/python -m newsroom.npm run build
	@touch $@

messages: setup
	@$(BIN)/python manage.py messages

run: setup
	@$(BIN)/python -m newsroom

demo: export CATALOGUE = demo
demo: setup
	@$(BIN)/python -m newsroom

test: .venv/ready-dev tests/node/node_modules/ready build/ready
	@$(BIN)/python -m tests.run

coverage: .venv/ready-dev tests/node/node_modules/ready build/ready
	@$(BIN)/python -m tests.run --coverage

lint: .venv/ready-dev build/ready
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/djlint --check templates aggregator
	@$(BIN)/python manage.py makemigrations --check --dry-run
	@$(BIN)/python manage.py options --check

fmt: .venv/ready-dev
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .
	@$(BIN)/djlint --reformat --quiet templates aggregator || true

lock: .venv/ready-dev
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-header pyproject.toml -o requirements.lock
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-header pyproject.toml --group dev -c requirements.lock -o requirements-dev.lock

bench: .venv/ready-dev build/ready
	@$(BIN)/python -m bench

bench-language: .venv/ready-dev
	@$(BIN)/python -m bench.language

bench-search: .venv/ready-dev
	@$(BIN)/python -m bench.search quality speed percolate

bench-site: .venv/ready-dev build/ready
	@$(BIN)/python -m bench site

screens: .venv/ready-dev tests/node/node_modules/ready build/ready
	@$(BIN)/python -m bench.screens

shell: setup
	@$(BIN)/python manage.py shell
