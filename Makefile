# make run    the site on http://127.0.0.1:8000/ (PORT=9000 changes it)
# make test   all tests that this computer can run
# make check  everything that must hold before a change is taken
# make poses    draws the posed figures anew, or one with POSE=slug (developers only; tools/poses/README.md)
# make bodymap  draws the body map anew (developers only: 500 MB of packages, some minutes; tools/bodymap/README.md)
# Needs Python 3.11 or newer with venv, and make. Nothing is installed outside this folder.

PORT ?= 8000
PYTHON := $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
FONTS := static/fonts/atkinson-400.woff2
STATIC := $(shell find static -type f -not -path 'static/fonts/*')

.PHONY: setup run test check format bodymap poses clean

setup: .venv/ok $(FONTS) .venv/static
	@echo "Bringing the database up to date"
	@$(BIN)/python manage.py migrate --verbosity 0
	@echo "Loading the library from fixtures/"
	@$(BIN)/python manage.py load_library

run: setup
	@echo "Serving http://127.0.0.1:$(PORT)/ - stop with Ctrl-C"
	@DJANGO_SETTINGS_MODULE=triggercare.settings.dev $(BIN)/granian --interface wsgi --host 127.0.0.1 \
		--port $(PORT) --workers 2 --blocking-threads 1 --no-access-log --log-level warning triggercare.wsgi:application

test: setup .venv/ok-dev
	@echo "Testing on SQLite"
	@$(BIN)/python -m pytest
	@if tools/with_postgresql --there; then \
		echo "Testing on PostgreSQL what meets the database"; \
		tools/with_postgresql $(BIN)/python -m pytest -m "not browser" tests/web tests/content; \
	else \
		echo "PostgreSQL is not installed: its tests are left out"; \
	fi

check: setup .venv/ok-dev
	@echo "Formatting";        $(BIN)/ruff format --check --quiet --output-format concise . || { echo "Run: make format"; exit 1; }
	@echo "Python lint";       $(BIN)/ruff check --quiet --output-format concise .
	@echo "Template lint";     $(BIN)/djlint templates --lint --quiet
	@echo "Types";             $(BIN)/mypy
	@echo "Imports";           $(BIN)/lint-imports
	@echo "Migrations";        $(BIN)/python manage.py makemigrations --check --dry-run
	@echo "Library files";     $(BIN)/python manage.py load_library --check
	@echo "Production settings"; \
		DJANGO_SETTINGS_MODULE=triggercare.settings.production ALLOWED_HOSTS=example.org \
		DATABASE_URL=postgresql://nobody:nothing@localhost/none \
		SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(64))') \
		$(BIN)/python manage.py check --deploy --fail-level WARNING

format: .venv/ok-dev
	@$(BIN)/ruff format --quiet .
	@$(BIN)/ruff check --fix --quiet .

bodymap: .venv-bodymap/ok
	@echo "Drawing the body map (some minutes)"
	@PYTHONPATH=tools .venv-bodymap/bin/python -m bodymap

poses: .venv-bodymap/ok
	@echo "Drawing the poses (a quarter of a minute each)"
	@PYTHONPATH=tools .venv-bodymap/bin/python -m poses $(POSE) $(if $(POSE),--preview .,)

clean:
	rm -rf .venv .venv-bodymap staticfiles static/fonts db.sqlite3 db.sqlite3-wal db.sqlite3-shm
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

.venv/ok: requirements/run.txt
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed"; exit 1; }
	@echo "Making the environment .venv with $(PYTHON)"
	@$(PYTHON) -m venv .venv || { echo "On Debian: apt install python3-venv"; exit 1; }
	@echo "Installing what the site needs (a minute the first time)"
	@$(BIN)/pip install --quiet --disable-pip-version-check --requirement requirements/run.txt
	@touch $@

.venv/ok-dev: requirements/dev.txt .venv/ok
	@echo "Installing what tests and checks need"
	@$(BIN)/pip install --quiet --disable-pip-version-check --requirement requirements/dev.txt
	@touch $@

.venv-bodymap/ok: requirements/bodymap.txt
	@echo "Making the environment .venv-bodymap with $(PYTHON)"
	@$(PYTHON) -m venv .venv-bodymap && echo "*" > .venv-bodymap/.gitignore
	@.venv-bodymap/bin/pip install --quiet --disable-pip-version-check --no-deps --requirement requirements/bodymap.txt
	@touch $@

$(FONTS): tools/cut_fonts.py .venv/ok
	@echo "Cutting the typefaces to Latin letters"
	@$(BIN)/python tools/cut_fonts.py
	@touch $@

.venv/static: $(STATIC) $(FONTS) .venv/ok
	@echo "Collecting and compressing static files"
	@$(BIN)/python manage.py collectstatic --clear --no-input --verbosity 0
	@touch $@
