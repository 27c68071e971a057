# Sourced by scripts that need a server or a Debian package.

# have NAME...: whether every one of these commands is there.
have() {
  local name
  for name in "$@"; do command -v "$name" >/dev/null || return 1; done
}

# install_packages NAME...: installs Debian packages, as root or through sudo.
install_packages() {
  local sudo=""
  [ "$(id -u)" = 0 ] || sudo=sudo
  $sudo apt-get update -qq
  DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

# stop_server: stops what start_server started, if it still runs.
stop_server() { kill "$SERVER_PID" 2>/dev/null || true; }

# start_server [ARG...]: starts the built binary on a free port until the next
# one or the end of the script; sets SERVER_PORT and SERVER_URL. Builds it when
# MOCKSERVER_BINARY does not name one.
start_server() {
  [ -z "${SERVER_PID:-}" ] || stop_server
  if [ -z "${MOCKSERVER_BINARY:-}" ]; then
    scripts/build
    MOCKSERVER_BINARY=$PWD/bin/mockserver
  fi
  local said
  said=$(mktemp)
  "$MOCKSERVER_BINARY" run --port 0 "$@" >"$said" &
  SERVER_PID=$!
  trap stop_server EXIT
  timeout 10 bash -c "until grep -q 'listening on' '$said'; do :; done"
  SERVER_URL=$(sed -n 's/^mockserver: listening on //p' "$said" | head -1)
  SERVER_PORT=${SERVER_URL##*:}
  rm -f "$said"
}
