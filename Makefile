# Two commands for a newcomer: `make demo` and `make test`. Both make their own environment.
FITS   := import ensurepip, sys, venv; sys.exit(not (3, 11) <= sys.version_info < (3, 14))
# The system's own Python first: distributions build theirs by profile, one built by hand often takes a fifth longer.
PYTHON ?= $(shell for each in $$(command -pv python3) python3 python3.13 python3.12 python3.11; do \
	$$each -c '$(FITS)' 2> /dev/null && echo $$each && break; done)
VENV   := .venv
BIN    := $(VENV)/bin
PORT   ?= 8000
STAMP  := $(VENV)/.installed
READY  := $(VENV)/.front-end
# A run starts some forty processes of ours: what the first has compiled, the others read.
unexport PYTHONDONTWRITEBYTECODE
AT_ONCE := -n 2 --dist loadfile --no-loadscope-reorder
MADE   := $(or $(TONGBAN_DATA),.demo)/made

.PHONY: demo demo-partner test drill nightly check mutate bench setup format clean

# The second instance answers at 8100 and speaks with the first at PORT; its two cases are made before either serves.
demo: $(READY)
	@$(if $(RESET),,test -f $(MADE) ||) { \
		$(BIN)/tongban demo --port $(PORT) $(if $(RESET),--reset) --prepare-only && \
		$(BIN)/tongban partner demonstrate && touch $(MADE); }
	$(BIN)/tongban demo --port $(PORT)

demo-partner: $(READY)
	$(BIN)/tongban partner demo --first-port $(PORT)

test: $(READY)
	$(BIN)/python tests/servers/chromium.py
	$(BIN)/python -m pytest -m "not drill" $(AT_ONCE) $(ARGS)

# Processes are killed step by step and wires fail: what was begun ends all the same.
drill: $(READY)
	$(BIN)/python -m pytest -m drill $(AT_ONCE) $(ARGS)

nightly: $(READY)
	TONGBAN_NIGHTLY=1 $(BIN)/python -m pytest -n 2 --dist loadfile -rP tests/law/test_law_machine_walks.py tests/crash \
		plugins/one_thing/tests/test_one_thing_crash.py plugins/one_thing/tests/test_one_thing_examples.py \
		plugins/sichuan_chongqing/tests/test_cross_crash.py $(ARGS)

check: $(READY)
	$(BIN)/ruff check platform plugins tests
	$(BIN)/ruff format --check platform plugins tests
	$(BIN)/mypy
	$(BIN)/mypy --exclude '(^|/)tests/' plugins
	$(BIN)/lint-imports
	$(BIN)/tongban lint --prove

mutate: $(READY)
	$(BIN)/tongban mutate $(ARGS)

bench: $(READY)
	PYTHONPATH=tests:plugins $(BIN)/python -m bench

format: $(STAMP)
	$(BIN)/ruff check --fix platform plugins tests
	$(BIN)/ruff format platform plugins tests

setup: $(READY)

$(STAMP): requirements/dev.txt pyproject.toml
	@$(BIN)/python -m pip --version > /dev/null 2>&1 || $(if $(PYTHON),$(PYTHON),false) -c '$(FITS)' || \
		{ echo "需要 Python 3.11、3.12 或者 3.13，并且带有 venv（Debian 的软件包 python3-venv）。装在别处时请写明，例如：make demo PYTHON=python3.12" >&2; exit 1; }
	$(BIN)/python -m pip --version > /dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

$(READY): $(STAMP) requirements/package-lock.json $(wildcard platform/tongban/web/translations/*/LC_MESSAGES/*.po plugins/*/translations/*/LC_MESSAGES/*.po)
	$(BIN)/python -m tongban.setup
	touch $@

clean:
	rm -rf $(VENV)
