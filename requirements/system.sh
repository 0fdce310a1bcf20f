#!/bin/sh
# Installs the system packages of apt.txt that are missing, when root; names them otherwise.
set -eu
cd "$(dirname "$0")/.."

has_browser() {
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        ! command -v "$name" >/dev/null 2>&1 || return 0
    done
    return 1
}

is_there() {
    case $1 in
    chromium) has_browser ;;
    # Without dpkg the package's name means nothing; the system's own fonts do.
    *) ! command -v dpkg-query >/dev/null 2>&1 ||
        dpkg-query --show --showformat '${db:Status-Status}' "$1" 2>/dev/null | grep -qx installed ;;
    esac
}

missing=
while read -r package; do
    [ -z "$package" ] || is_there "$package" || missing="$missing $package"
done <apt.txt
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing system packages:$missing …"
    export DEBIAN_FRONTEND=noninteractive
    install() {
        # shellcheck disable=SC2086
        apt-get install --quiet --yes --no-install-recommends \
            -o DPkg::Lock::Timeout=300 $missing </dev/null
    }
    install || { apt-get update --quiet </dev/null && install; }
else
    echo "The tests need system packages that are missing. Install them with this line:" >&2
    echo "sudo apt-get update && sudo apt-get install --yes$missing" >&2
    exit 1
fi
