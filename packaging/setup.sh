#!/bin/sh
# Makes .venv from the hashed lock file, with the system libraries that Qt and SQLCipher need.
set -eu
cd "$(dirname "$0")/.."

LIBRARIES="libegl1 libgl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libglib2.0-0 libnss3 libxcb-cursor0 \
libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxcb-xkb1 libxkbcommon-x11-0 libxcb-render-util0 libxcb-image0 libxcb-randr0"

missing() {
  command -v dpkg-query >/dev/null 2>&1 || return 0
  for name in "$@"; do
    dpkg-query -W -f='${Status}' "$name" 2>/dev/null | grep -q 'ok installed' && continue
    dpkg-query -W -f='${Status}' "${name}t64" 2>/dev/null | grep -q 'ok installed' || printf '%s ' "$name"
  done
}

install() {
  [ -n "$*" ] || return 0
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing system libraries: $*"
    apt-get update -qq >/dev/null
    # Ubuntu 24.04 and Debian 13 renamed some libraries; ask for whichever name exists.
    wanted=""
    for name in "$@"; do
      if apt-cache show "$name" >/dev/null 2>&1; then wanted="$wanted $name"; else wanted="$wanted ${name}t64"; fi
    done
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $wanted >/dev/null
  else
    echo "Missing system libraries. Ask an administrator to run: apt-get install $*" >&2
    exit 3
  fi
}

# shellcheck disable=SC2086,SC2046
install $(missing $LIBRARIES)

PYTHON=""
for name in python3.13 python3.12 python3.11 python3; do
  if command -v "$name" >/dev/null 2>&1 && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    PYTHON=$name
    break
  fi
done
if [ -z "$PYTHON" ]; then
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 && install python3
  PYTHON=python3
  "$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "Python 3.11 or later is needed; this computer has $("$PYTHON" -V 2>&1)." >&2
    exit 3
  }
fi
"$PYTHON" -c 'import ensurepip, venv' 2>/dev/null || \
  install "python$("$PYTHON" -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv"

[ -x .venv/bin/python ] || "$PYTHON" -m venv .venv
echo "Installing Python packages into .venv"
.venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r packaging/locks/dev.lock
# The program itself, as `msk-desk`, from this folder; setuptools comes from the lock file above.
.venv/bin/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation \
  --config-settings editable_mode=compat -e .
touch .venv/.ready
