# make run starts the desk; make test proves it. Both build .venv first and need nothing else.

export PORT := $(or $(PORT),8000)
TEST_WORKERS ?= 3

.PHONY: run test setup setup-dev drill soak browser bench mutate screenshots lock messages diagrams matrix schema triage-report

# exec: the signals that make gets must reach the desk itself.
run: setup
	@case "$$PORT" in *[!0-9]*) echo "PORT must be a number, not $$PORT." >&2; exit 1;; esac
	@DEBUG="$${DEBUG:-1}" exec .venv/bin/python manage.py run_desk --ends-with-parent

setup:
	@sh requirements/install.sh base

test: setup-dev
	@exec .venv/bin/python -m pytest -n $(TEST_WORKERS)

# A hundred random kills over journeys of every right. RIGHTSDESK_TEST_SEED=… repeats a run.
drill: setup-dev
	@exec .venv/bin/python -m pytest -m drill -s -q tests/flows/test_drill.py

# What takes long, and the whole suite on the oldest PostgreSQL that is supported.
soak: setup-dev
	@.venv/bin/python -m pytest -n $(TEST_WORKERS) -m "soak or drill or matrix"
	@RIGHTSDESK_TEST_POSTGRES=16 exec .venv/bin/python -m pytest -n $(TEST_WORKERS)

# Every page in Chromium: three widths, three languages, light and dark, with and without scripts.
browser: setup-dev
	@exec .venv/bin/python -m pytest -n $(TEST_WORKERS) -m "matrix or browser" tests/browser

# How long the largest register takes, against raw SQL in the same run.
bench: setup-dev
	@exec .venv/bin/python -m pytest -n 0 -m bench -s -q tests/bench

# Mutation testing of the rules of law, one process, in a copy under var/: docs/testing.md.
mutate: setup-dev
	@exec nice -n 19 sh requirements/mutate.sh

# Pictures of every page, on a phone and on a desktop, and the list of them.
screenshots: setup-dev
	@rm -f docs/screenshots/*.png
	@RIGHTSDESK_SCREENSHOTS="$(CURDIR)/docs/screenshots" .venv/bin/python -m pytest -n $(TEST_WORKERS) -m browser tests/browser
	@exec .venv/bin/python -m tests.browser.list_pictures

setup-dev:
	@sh requirements/system.sh
	@sh requirements/install.sh dev

# Texts that a translator has to look at: locale/*/LC_MESSAGES/django.po.
messages: setup-dev
	@exec .venv/bin/python manage.py makecatalogs

# The state machines, drawn from their declarations: docs/state-machines.md.
diagrams: setup-dev
	@exec .venv/bin/python manage.py makediagrams

# Which right reaches which lawful basis: docs/law-matrix.md.
matrix: setup-dev
	@exec .venv/bin/python manage.py makematrix

# The schemas of register files and of the public JSON: docs/*.schema.json.
schema: setup-dev
	@exec .venv/bin/python manage.py makeschema

# The locks name no index.
lock: setup-dev
	.venv/bin/uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 \
		pyproject.toml --output-file requirements/base.txt
	.venv/bin/uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 \
		--extra dev --constraints requirements/base.txt \
		pyproject.toml --output-file requirements/dev.txt
	.venv/bin/uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 \
		--constraints requirements/dev.txt requirements/mutate.in --output-file requirements/mutate.txt

# How well mails are read, by right and language: docs/triage.md.
triage-report: setup-dev
	@exec .venv/bin/python -m tests.notices_app.domain.triage_report
