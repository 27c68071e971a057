import static org.mockserver.model.HttpRequest.request;
import static org.mockserver.model.HttpResponse.response;
import static org.mockserver.model.JsonBody.json;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.mockserver.client.MockServerClient;
import org.mockserver.matchers.Times;
import org.mockserver.mock.Expectation;
import org.mockserver.model.ClearType;
import org.mockserver.model.HttpRequest;
import org.mockserver.verify.VerificationTimes;

/** The Maven artifact mockserver-client-java against a running server: Story HOST PORT. */
public class Story {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  public static void main(String[] args) throws Exception {
    String host = args[0];
    int port = Integer.parseInt(args[1]);
    String base = "http://" + host + ":" + port;
    try (MockServerClient ms = new MockServerClient(host, port)) {
      ms.reset();
      HttpRequest login = request().withMethod("POST").withPath("/login").withBody(json("{\"user\": \"foo\"}"));
      Expectation[] stored = ms.when(login, Times.exactly(2))
          .respond(response().withStatusCode(302).withHeader("Location", "/home").withCookie("session", "2By8"));
      check(stored.length == 1 && stored[0].getId().length() == 36, "stored");

      var reply = post(base + "/login", "{\"user\": \"foo\", \"more\": 1}");
      check(reply.statusCode() == 302, "status " + reply.statusCode());
      check(reply.headers().firstValue("Location").orElse("").equals("/home"), "location");
      check(post(base + "/nothing", "").statusCode() == 404, "unmatched");

      ms.verify(login, VerificationTimes.exactly(1));
      ms.verify(login, request("/nothing"));
      String message = "";
      try {
        ms.verify(login, VerificationTimes.atLeast(2));
      } catch (AssertionError e) {
        message = e.getMessage();
      }
      check(message.startsWith("Request not found at least 2 times, expected:<"), message);

      check(ms.retrieveRecordedRequests(request("/login")).length == 1, "recorded requests");
      check(ms.retrieveRecordedRequestsAndResponses(request()).length == 2, "recorded exchanges");
      check(ms.retrieveActiveExpectations(request("/login"))[0].getTimes().getRemainingTimes() == 1, "active");

      ms.clear(request("/login"), ClearType.EXPECTATIONS);
      check(post(base + "/login", "{\"user\": \"foo\"}").statusCode() == 404, "cleared");
      ms.clear(request("/login"));
      check(ms.retrieveRecordedRequests(request("/login")).length == 0, "cleared log");
      ms.reset();
      check(ms.retrieveRecordedRequests(request()).length == 0, "reset");
    }
    System.out.println("ok");
    System.exit(0);
  }

  private static java.net.http.HttpResponse<String> post(String url, String body) throws Exception {
    var call = java.net.http.HttpRequest.newBuilder(URI.create(url))
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body));
    return HTTP.send(call.build(), BodyHandlers.ofString());
  }

  private static void check(boolean holds, String what) {
    if (!holds) {
      throw new IllegalStateException(what);
    }
  }
}
