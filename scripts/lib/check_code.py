"""Runs the code that the server writes for expectations: check_code.py SERVER_URL [LANGUAGE...].

For each language: store the expectations, retrieve them as code, forget them, run the code, and compare what is stored then.
"""

import json
import pathlib
import subprocess
import sys
import tempfile
import urllib.request

ROOT = pathlib.Path(__file__).parents[2]
TESTDATA = ROOT / "server/internal/format/testdata"
COMMON = ["expectations.json"]
OURS = [*COMMON, "rarer.json", "kinds.gen.json"]

JAVA = """
import static org.mockserver.model.BinaryBody.binary;
import static org.mockserver.model.ConnectionOptions.connectionOptions;
import static org.mockserver.model.HttpRequest.request;
import static org.mockserver.model.HttpResponse.response;
import static org.mockserver.model.JsonBody.json;
import static org.mockserver.model.NottableOptionalString.optional;
import static org.mockserver.model.NottableString.not;
import static org.mockserver.model.NottableString.string;
import static org.mockserver.model.ParameterBody.params;

import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.mockserver.client.MockServerClient;
import org.mockserver.logging.MockServerLogger;
import org.mockserver.matchers.MatchType;
import org.mockserver.matchers.TimeToLive;
import org.mockserver.matchers.Times;
import org.mockserver.model.*;
import org.mockserver.serialization.ExpectationSerializer;

class Code {
    public static void main(String[] arguments) {
        %s
        System.exit(0);
    }
}
"""

MILLISECONDS = {"MILLISECONDS": 1, "SECONDS": 1000, "MINUTES": 60_000}


def call(url: str, body: bytes = b"") -> str:
    with urllib.request.urlopen(urllib.request.Request(url, body, method="PUT")) as answer:
        return answer.read().decode()


def leveled(value: object) -> object:
    """The value with durations in milliseconds and without what is the default."""
    if isinstance(value, list):
        return [leveled(item) for item in value]
    if not isinstance(value, dict):
        return value
    if unit := value.get("timeUnit"):
        return {name: v * MILLISECONDS[unit] for name, v in value.items() if name != "timeUnit"}
    return {name: leveled(v) for name, v in value.items() if (name, v) not in {"statusCode": 200, "httpRequest": {}}.items()}


def run(source: str, folder: pathlib.Path, name: str, *command: str | pathlib.Path) -> None:
    """Runs source as a file of the folder; {} in the command stands for it."""
    with tempfile.TemporaryDirectory(dir=folder, prefix="_") as temporary:
        file = pathlib.Path(temporary) / name
        file.write_text(source)
        subprocess.run([str(word).replace("{}", str(file)) for word in command], cwd=folder, check=True, timeout=300)


def run_java(source: str) -> None:
    classpath = (ROOT / "conformance/foreign/java/target/classpath.txt").read_text()
    run(JAVA % source, ROOT / "conformance/foreign/java/target", "Code.java", "java", "-cp", classpath, "{}")


LANGUAGES = {
    "GO": lambda code: run(code, ROOT / "clients/go", "main.go", "go", "run", "{}"),
    "JAVASCRIPT": lambda code: run(code, ROOT / "clients/typescript", "code.mjs", "node", "{}"),
    "PYTHON": lambda code: run(code, ROOT / "clients/python", "code.py", ROOT / "clients/python/.venv/bin/python", "{}"),
    "RUBY": lambda code: run(code, ROOT / "clients/ruby", "code.rb", "ruby", "-Ilib", "{}"),
    "JAVA": run_java,
}


def samples(language: str) -> list:
    """What every client can say; ours say each kind of body too. A file that a body names has to be there."""
    files = COMMON if language == "JAVA" else OURS
    expectations = [e for file in files for e in json.loads((TESTDATA / file).read_bytes())]
    for body in [side["body"] for e in expectations for side in e.values() if isinstance(side, dict) and "body" in side]:
        if "filePath" in body:
            body["filePath"] = __file__
    return expectations


def stored(url: str) -> list:
    return json.loads(call(url + "/mockserver/retrieve?type=ACTIVE_EXPECTATIONS"))


def check(url: str, language: str) -> bool:
    call(url + "/mockserver/reset")
    call(url + "/mockserver/expectation", json.dumps(samples(language)).encode())
    wanted = leveled(stored(url))
    code = call(f"{url}/mockserver/retrieve?type=ACTIVE_EXPECTATIONS&format={language}")
    call(url + "/mockserver/reset")
    LANGUAGES[language](code)
    got = leveled(stored(url))
    if got == wanted:
        print(f"{language}: {len(got)} expectations stored by their code")
        return True
    differing = [(g, w) for g, w in zip(got, wanted) if g != w]
    print(f"{language}: {len(got)} expectations instead of {len(wanted)}; these differ: {json.dumps(differing, indent=2)}\n{code}")
    return False


def main(url: str, languages: list[str]) -> int:
    results = [check(url, language) for language in languages or LANGUAGES]
    return 0 if results and all(results) else 1


sys.exit(main(sys.argv[1], sys.argv[2:]))
