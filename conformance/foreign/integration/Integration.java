import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.BeforeClass;
import org.junit.runner.Description;
import org.junit.runner.JUnitCore;
import org.junit.runner.notification.Failure;
import org.junit.runner.notification.RunListener;
import org.mockserver.client.MockServerClient;
import org.mockserver.testing.integration.mock.AbstractExtendedSameJVMMockingIntegrationTest;

/**
 * MockServer's own integration tests, as published, against a running server: Integration PORT KNOWN. KNOWN lists
 * the tests that must fail, with reasons after "#"; any other must pass.
 */
public class Integration {
  private static int port;

  /** The tests, pointed at a server in another process. */
  public static class Tests extends AbstractExtendedSameJVMMockingIntegrationTest {
    @BeforeClass
    public static void connect() {
      mockServerClient = new MockServerClient("localhost", port);
    }

    @Override
    public int getServerPort() {
      return port;
    }

    /** Leaves out a header that MockServer adds to each 404 since these tests were published. */
    @Override
    public List<String> getHeadersToRemove() {
      List<String> headers = new ArrayList<>(super.getHeadersToRemove());
      headers.add("x-mockserver-closest-match-hint");
      return headers;
    }
  }

  /** How each test ended; null for one that passed. */
  private static class Results extends RunListener {
    final Map<String, Throwable> endings = new TreeMap<>();

    @Override
    public void testStarted(Description test) {
      endings.put(test.getMethodName(), null);
    }

    @Override
    public void testFailure(Failure failure) {
      String test = failure.getDescription().getMethodName();
      endings.put(test == null ? "what all tests need" : test, failure.getException());
    }
  }

  public static void main(String[] args) throws Exception {
    port = Integer.parseInt(args[0]);
    List<String> known = known(Path.of(args[1]));
    Results results = new Results();
    JUnitCore tests = new JUnitCore();
    tests.addListener(results);
    tests.run(Tests.class);

    List<String> wrong = judge(results.endings, known);
    wrong.forEach(System.out::println);
    System.out.println(results.endings.size() + " tests, " + known.size() + " of them known to fail, " + wrong.size() + " wrong");
    System.exit(wrong.isEmpty() && !results.endings.isEmpty() ? 0 : 1);
  }

  private static List<String> known(Path file) throws Exception {
    List<String> names = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      String name = line.replaceFirst("#.*", "").trim();
      if (!name.isEmpty()) {
        names.add(name);
      }
    }
    return names;
  }

  private static List<String> judge(Map<String, Throwable> endings, List<String> known) {
    List<String> wrong = new ArrayList<>();
    endings.forEach((name, failure) -> {
      if (failure != null && !known.contains(name)) {
        wrong.add(name + " failed: " + failure);
      } else if (failure == null && known.contains(name)) {
        wrong.add(name + " passed, though it is known to fail");
      }
    });
    for (String name : known) {
      if (!endings.containsKey(name)) {
        wrong.add(name + " is known to fail, but there is no such test");
      }
    }
    return wrong;
  }
}
