# Two commands for users: make run, make test. The others are for those who work on Luoshi.
PYTHON ?= python3
BIN := .venv/bin
DOCS ?=
PORT ?= 8000
export LUOSHI_SHARED ?= $(abspath ../shared)

.PHONY: run test quick check fidelity bench ask fuzz lock

# The sample district, or DOCS=path, each in a ledger of its own unless LUOSHI_HOME names one.
run: export LUOSHI_HOME ?= $(abspath var/$(if $(DOCS),$(shell printf '%s' "$(abspath $(DOCS))" | cksum | cut -d' ' -f1),sample))
run:
	@$(PYTHON) scripts/setup.py server
	@mkdir -p "$$LUOSHI_HOME"
	-@$(BIN)/luoshi load "$(or $(DOCS),examples/chenghu)"
	@$(BIN)/luoshi up --port $(PORT)

# Everything: the everyday tests, those on PostgreSQL, and the slow ones (browser, killed loads, both databases).
test: check
	@$(PYTHON) scripts/system.py
	$(BIN)/python -m pytest -n 2 -m "not slow"
	$(BIN)/python -m pytest -n 3 --dist loadfile -m slow
	LUOSHI_TEST_DB=postgres $(BIN)/python -m pytest -n 3 -m "database and not browser and not once"

# The everyday tests alone: three to five minutes on two cores.
quick:
	@$(PYTHON) scripts/setup.py dev
	@$(BIN)/python -m pytest -n 2 -q -m "not slow"

check:
	@$(PYTHON) scripts/setup.py dev
	@$(BIN)/ruff check src tests scripts bench examples
	@$(BIN)/mypy

fidelity:
	@$(PYTHON) scripts/setup.py dev
	@$(BIN)/python scripts/fidelity.py

bench:
	@$(PYTHON) scripts/setup.py dev
	@$(BIN)/python bench/read.py --write
	@$(BIN)/python bench/pages.py --write $(if $(LUOSHI_TEST_DATABASE_URL),--server $(LUOSHI_TEST_DATABASE_URL))
	@$(BIN)/python bench/office.py --write $(if $(LUOSHI_TEST_DATABASE_URL),--server $(LUOSHI_TEST_DATABASE_URL))
	@$(BIN)/python bench/reckon.py --write

# How well questions are answered: the questions over the sample, and those over the shared corpus.
ask:
	@$(PYTHON) scripts/setup.py dev
	@$(BIN)/python scripts/ask_score.py --write

fuzz:
	@$(PYTHON) scripts/setup.py dev
	@$(BIN)/python tests/fuzz_load.py

# After a change of dependencies in pyproject.toml (needs uv).
lock:
	for extra in server dev; do \
	  uv pip compile -q pyproject.toml requirements/build.in --extra server $$( [ $$extra = dev ] && echo --extra dev ) \
	    --python-version 3.11 --universal --generate-hashes --no-emit-index-url --no-header --no-annotate -o requirements/$$extra.lock; \
	done
