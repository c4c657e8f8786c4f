# MSK Desk. `make demo` and `make test` do all their own set-up.
PY      := .venv/bin/python
STAMP   := .venv/.ready
QT      := QT_QPA_PLATFORM=offscreen
PYTEST  := $(QT) $(PY) -m pytest -n 2 --dist loadscope -m "not soak and not bench"

.PHONY: demo run test check bench soak lock clean setup

setup: $(STAMP)

$(STAMP): packaging/locks/dev.lock packaging/setup.sh pyproject.toml
	@sh packaging/setup.sh

demo: setup
	@$(PY) -m msk_desk demo $(ARGS)

run: setup
	@$(PY) -m msk_desk $(ARGS)

check: setup
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	.venv/bin/lint-imports --no-cache

test: check
	$(PYTEST)

soak: setup
	$(QT) $(PY) -m pytest -m soak --hypothesis-profile=soak

bench: setup
	@$(QT) $(PY) -m tests.benchmarks $(ARGS)

lock:
	cd packaging/locks && for f in app dev; do \
	  uv pip compile $$f.in --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url --no-header -q -o $$f.lock; done

clean:
	rm -rf build .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis
