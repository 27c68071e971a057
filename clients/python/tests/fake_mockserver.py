"""A stand-in for the binary: says that it listens, answers status and stop, ends with its input.

Its arguments after those of the real binary choose how it misbehaves. ``--alive FIFO`` keeps a
named pipe open for as long as it runs.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Handler(BaseHTTPRequestHandler):
    """Answers every call with what the process was started with."""

    def do_PUT(self) -> None:
        answer = json.dumps({"ports": [os.getpid()], "arguments": sys.argv[1:]}).encode()
        self.send_response(200)
        self.send_header("content-length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)
        if self.path == "/mockserver/stop" and "--ignore-stop" not in sys.argv:
            sys.stdout.flush()
            os._exit(0)

    def log_message(self, *_: Any) -> None:
        """Keep quiet."""


def main() -> None:
    if "--alive" in sys.argv:
        os.open(sys.argv[sys.argv.index("--alive") + 1], os.O_WRONLY)
    if "--fail" in sys.argv:
        sys.stderr.write("cannot listen: port in use\n")
        raise SystemExit(1)
    if "--silent" in sys.argv:
        sys.stdin.read()
        raise SystemExit(0)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.stdout.write("some other line\n")
    sys.stdout.write(f"mockserver: listening on http://127.0.0.1:{server.server_port}\n")
    sys.stdout.flush()
    if "--chatty" in sys.argv:
        sys.stdout.write("x" * 1_000_000 + "\n")
        sys.stdout.flush()
    sys.stdin.read()


if __name__ == "__main__":
    main()
