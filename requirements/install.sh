#!/bin/sh
# Builds .venv from a lock: requirements/install.sh base|dev. Does nothing when it is up to date.
# Nothing is written outside .venv, so downloads are cached only where the caller says so.
set -eu
cd "$(dirname "$0")/.."
wanted=$1
[ -n "${PIP_CACHE_DIR:-}" ] || export PIP_NO_CACHE_DIR=1
[ -n "${UV_CACHE_DIR:-}" ] || export UV_NO_CACHE=1
unset PYTHONHOME PYTHONPATH VIRTUAL_ENV

fail() {
    echo "$1" >&2
    exit 1
}

state_of() { cat requirements/base.txt "requirements/$1.txt" | cksum; }

is_installed() {
    [ -x .venv/bin/python ] && [ "$(cat ".venv/installed-$1" 2>/dev/null)" = "$(state_of "$1")" ] &&
        .venv/bin/python -c '' 2>/dev/null
}

suits() {
    "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 15))' 2>/dev/null
}

find_python() {
    for python in ${PYTHON:-} python3.14 python3.13 python3.12 python3.11 python3 python; do
        if suits "$python"; then
            command -v "$python"
            return
        fi
    done
    fail "Rightsdesk needs Python 3.11, 3.12, 3.13 or 3.14, and found none on the PATH.
Install one, or name it: PYTHON=/path/to/python3.11 make setup"
}

make_environment() {
    python=$(find_python) || exit 1
    echo "Making .venv with $python …"
    "$python" -m venv --clear .venv || fail "$python cannot make virtual environments.
On Debian and Ubuntu this mends it: apt-get install python3-venv"
}

# uv does not read pip's configuration, so where it fails pip still may not.
install_with_uv() {
    command -v uv >/dev/null 2>&1 &&
        uv pip install --quiet --python .venv/bin/python \
            --require-hashes -r "requirements/$wanted.txt" 2>.venv/uv.log
}

install_with_pip() {
    .venv/bin/python -m pip install --quiet --quiet --no-input --disable-pip-version-check \
        --require-hashes -r "requirements/$wanted.txt"
}

# The locked packages of base stand in dev too.
if is_installed dev || is_installed "$wanted"; then
    exit 0
fi
if [ -e .venv ] && [ ! -w .venv ]; then
    fail ".venv belongs to another account, which ran this desk before. Hand the checkout over with:
sudo chown -R $(id -un) $PWD"
fi
# An environment without a stamp was interrupted while it was made: nobody knows what it lacks.
if ! suits .venv/bin/python || ! ls .venv/installed-* >/dev/null 2>&1; then
    make_environment
fi
rm -f .venv/installed-base .venv/installed-dev
echo "Installing the packages of requirements/$wanted.txt into .venv …"
install_with_uv || install_with_pip || fail "The packages could not be installed; see above."
state_of "$wanted" >.venv/draft
mv .venv/draft ".venv/installed-$wanted"
