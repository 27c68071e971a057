"""The PyPI package mockserver-client against a running server: story.py HOST PORT."""

import sys
import urllib.error
import urllib.request

from mockserver import MockServerClient
from mockserver.exceptions import MockServerError, MockServerVerificationError
from mockserver.models import Expectation, HttpRequest, HttpResponse, Times, VerificationTimes

host, port = sys.argv[1], int(sys.argv[2])
base = f"http://{host}:{port}"


def call(method, path, body=None):
    """Answers status, headers and text of one request."""
    request = urllib.request.Request(base + path, data=body, method=method)
    try:
        with urllib.request.urlopen(request) as reply:
            return reply.status, reply.headers, reply.read().decode()
    except urllib.error.HTTPError as reply:
        return reply.code, reply.headers, reply.read().decode()


def refused(error, action):
    """Answers the text of the error that the action must raise."""
    try:
        action()
    except error as e:
        return str(e)
    raise AssertionError(f"{error.__name__} expected")


ms = MockServerClient(host, port)
ms.reset()

hello = HttpRequest.request("/hello").with_method("GET")
stored = ms.upsert(
    Expectation(
        http_request=hello,
        http_response=HttpResponse(status_code=201).with_header("x-a", "1", "2").with_body("hi"),
        times=Times.exactly(2),
    )
)
assert len(stored) == 1 and len(stored[0].id) == 36, stored

status, headers, text = call("GET", "/hello")
assert (status, headers.get_all("x-a"), text) == (201, ["1", "2"], "hi"), (status, headers, text)
assert call("GET", "/nothing")[0] == 404

ms.verify(hello, VerificationTimes.exactly(1))
ms.verify_sequence(hello, HttpRequest.request("/nothing"))
message = refused(MockServerVerificationError, lambda: ms.verify(hello, VerificationTimes.at_least(2)))
assert "Request not found at least 2 times" in message, message

requests = ms.retrieve_recorded_requests(hello)
assert [r.path for r in requests] == ["/hello"], requests
active = ms.retrieve_active_expectations(hello)
assert [e.times.remaining_times for e in active] == [1], active

ms.clear(hello, "EXPECTATIONS")
assert call("GET", "/hello")[0] == 404
ms.clear(hello)
assert ms.retrieve_recorded_requests(hello) == []

refused(MockServerError, lambda: ms.upsert(Expectation(http_request=HttpRequest(path=500), http_response=HttpResponse())))
ms.reset()
assert ms.retrieve_recorded_requests() == []
print("ok")
