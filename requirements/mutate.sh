#!/bin/sh
# Changes the rules of law one small way after another, and sees whether a test notices.
# Works on a copy under var/, with packages of its own beside .venv: mutmut brings setproctitle,
# which would hide from the other tests by what name and environment a process was started.
set -eu
cd "$(dirname "$0")/.."
here=$PWD
room=$here/var/mutate
packages=$room/packages
copy=$room/copy
[ -n "${UV_CACHE_DIR:-}" ] || export UV_NO_CACHE=1
unset PYTHONHOME PYTHONPATH VIRTUAL_ENV

state=$(cksum <requirements/mutate.txt)
if [ "$(cat "$room/installed" 2>/dev/null)" != "$state" ]; then
    rm -rf "$packages" "$room/installed"
    mkdir -p "$packages"
    echo "Installing the packages of requirements/mutate.txt into var/mutate …"
    .venv/bin/python -m pip install --quiet --quiet --no-input --disable-pip-version-check \
        --require-hashes --target "$packages" -r requirements/mutate.txt
    echo "$state" >"$room/installed"
fi

rm -rf "$copy"
mkdir -p "$copy"
cp -R config registers_app requests_app notices_app tests docs pyproject.toml manage.py "$copy"
cd "$copy"
# No database is asked: the address only keeps the settings from naming a private one.
export PYTHONPATH="$packages"
export DATABASE_URL=postgresql://nobody@localhost/nothing DJANGO_SETTINGS_MODULE=config.settings
"$here/.venv/bin/python" -m mutmut run --max-children "${MUTATE_WORKERS:-1}" "$@"
"$here/.venv/bin/python" -m mutmut results >"$room/survivors.txt"
cat "$room/survivors.txt"
echo "Show one: cd var/mutate/copy, then PYTHONPATH=$packages $here/.venv/bin/python -m mutmut show NAME"
