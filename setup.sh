#!/bin/sh
# Makes .venv, a Python environment with all that contactline needs; does nothing if it is there.
#     sh setup.sh        what is needed to run it
#     sh setup.sh dev    what is needed to check and change it, too
# Needs a Python 3.12 to 3.14, or uv, or any python3 with pip (which then fetches uv into .tools).
set -eu
cd "$(dirname "$0")"
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore

dev=${1:-}

say() { echo "contactline: $*" >&2; }

# What .venv is made from, and where. Written into it last, so that a half-made .venv is made anew.
made_from() { pwd && cksum requirements.txt pyproject.toml setup.sh; }

# The same of what is needed to check and change contactline.
made_for_dev() { cksum requirements-dev.txt; }

# Folders where pyenv may keep its Pythons, also where HOME or PATH do not say so.
pyenv_roots() {
    echo "${PYENV_ROOT:-${HOME:-}/.pyenv}"
    eval "echo ~$(id -un)/.pyenv"
    if pyenv=$(command -v pyenv); then dirname "$(dirname "$pyenv")"; fi
}

pythons() {
    printf '%s\n' python3.13 python3.12 python3.14 python3 python
    pyenv_roots | while read -r root; do
        printf '%s\n' "$root"/versions/3.13*/bin/python3 "$root"/versions/3.1[24]*/bin/python3
    done
    printf '%s\n' /opt/homebrew/bin/python3 /usr/local/bin/python3
}

# The path of the first Python that can run the given imports or checks; fails if there is none.
python_that_runs() {
    pythons | while read -r python; do
        "$python" -c "$1; import sys; print(sys.executable)" 2>/dev/null </dev/null && break
    done | grep .
}

# The path of uv, fetched by pip into .tools if need be; fails if there is neither.
find_uv() {
    for uv in uv "${HOME:-}/.local/bin/uv" /opt/homebrew/bin/uv .tools/bin/uv; do
        if command -v "$uv"; then return; fi
    done
    with_pip=$(python_that_runs "import pip") || return 1
    say "fetching uv, which can find or download a Python"
    "$with_pip" -m pip install --quiet --target .tools uv >&2 && echo .tools/bin/uv
}

# Fits the wheels that the requirements list.
fitting_python="import sys, venv, ensurepip; assert (3, 12) <= sys.version_info < (3, 15)"

# The Python that made .venv, if its pip puts packages into another environment: making .venv a pip
# of its own first takes seconds. It gets one from the list.
lender=

make_environment() {
    if python=$(python_that_runs "$fitting_python"); then
        say "making .venv with $("$python" -V)"
        if "$python" -m venv --without-pip .venv && pip_of "$python" --version >/dev/null 2>&1; then
            lender=$python
            return
        fi
        "$python" -m venv .venv && return
    fi
    uv=$(find_uv) || return 1
    say "making .venv with uv; it downloads a Python if it finds none"
    rm -rf .venv
    "$uv" venv --quiet --python ">=3.12,<3.15" .venv || return 1
    .venv/bin/python -m ensurepip >/dev/null 2>&1 ||
        "$uv" pip install --quiet --python .venv/bin/python pip
}

pip_of() {
    python=$1 && shift && "$python" -m pip --python .venv/bin/python "$@"
}

install() {
    pip_of "${lender:-.venv/bin/python}" install "$@" || touch .venv/failed
}

# pip's long report, cut down to the names of what it is fetching.
names_only() {
    awk '/^Collecting / { sub(/[=<>; (].*/, "", $2); printf "%s ", $2; fflush() } END { print "" }'
}

stop_if_failed() {
    if [ -e .venv/failed ]; then
        rm .venv/failed
        say "the packages could not be installed: see pip's message above; often the network is at fault."
        exit 1
    fi
}

# Every second package that a file lists, from the first on or from the second: a line that begins
# with a name, and the lines under it. A pip that is at work is not replaced.
every_second() {
    awk -v rest="$2" -v lent="$lender" '
        /^[^ #]/ { package++; wanted = package % 2 == rest && (lent || !/^pip==/) }
        wanted' "$1"
}

# The packages that a file lists, in the versions and with the hashes it says; all that they need is
# listed too. pip uses one core, so two of them share the list.
install_listed() {
    say "installing into .venv what $1 lists; the first time takes about a minute"
    for rest in 0 1; do
        every_second "$1" $rest >".venv/listed-$rest"
        install --no-compile --no-deps --require-hashes --requirement ".venv/listed-$rest" &
    done | names_only >&2
    rm .venv/listed-*
    stop_if_failed
}

# Compiles once what is loaded again and again, also where Python is told to keep nothing that it
# compiles: there every command would compile all of it anew.
compile() {
    PYTHONDONTWRITEBYTECODE='' MPLBACKEND=agg .venv/bin/python -c "import $1"
}

ready() {
    [ -f .venv/made-from ] && [ "$(cat .venv/made-from)" = "$(made_from)" ] &&
        .venv/bin/python -c "import contactline" 2>/dev/null
}

ready_for_dev() {
    [ -z "$dev" ] || { [ -f .venv/made-for-dev ] && [ "$(cat .venv/made-for-dev)" = "$(made_for_dev)" ]; }
}

if ! ready; then
    rm -rf .venv
    if ! make_environment; then
        rm -rf .venv
        say "found no Python 3.12, 3.13 or 3.14 here: please install Python 3.13 with its venv module" \
            "(or uv, or pyenv and 'pyenv install 3.13'), then type the same command again."
        exit 1
    fi
    install_listed requirements.txt
    compile "mesa, pandas, scipy.stats" &  # on the other core
    compiling=$!
    install --quiet --no-deps --no-build-isolation --editable .
    stop_if_failed
    compile "click, jinja2, matplotlib.pyplot, pydantic, rich, ruamel.yaml"
    wait $compiling
    made_from >.venv/made-from
    say "ready"
fi
if ! ready_for_dev; then
    install_listed requirements-dev.txt
    compile "hypothesis, mypy.main, pytest, xdist"
    made_for_dev >.venv/made-for-dev
    say "ready to check and change"
fi
