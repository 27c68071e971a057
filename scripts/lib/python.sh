# Sourced by scripts that run Python.

# prepare_python: makes clients/python/.venv with the client and what its checks
# need, unless it is there already.
prepare_python() {
  local folder=clients/python wanted
  wanted=$(cat $folder/requirements-dev.txt $folder/pyproject.toml | sha256sum)
  if [ "$(cat $folder/.venv/prepared 2>/dev/null)" = "$wanted" ]; then return; fi
  if ! python3 -c 'import ensurepip, venv' 2>/dev/null; then
    source scripts/lib/server.sh
    install_packages python3-venv
  fi
  rm -rf $folder/.venv
  python3 -m venv $folder/.venv
  $folder/.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps -r $folder/requirements-dev.txt
  $folder/.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e $folder
  echo "$wanted" >$folder/.venv/prepared
}
