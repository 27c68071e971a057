"""Checks the examples of README.md and docs/*.md: check_docs.py SERVER_URL.

- A block of a client's language has to stand in that client's README too, where its own tests run it.
- The READMEs of the clients have the same headings, in the same order.
- A block marked "sh run" is run by bash against the server, in the place of http://localhost:1080. What follows "# => " in it has to be in
  the output, in that order.
"""

import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).parents[2]
CLIENTS = {"go": "go", "ts": "typescript", "python": "python", "ruby": "ruby"}
BLOCK = re.compile(r"^```(\w+)( run)?\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def leveled(text: str) -> str:
    """The text without indentation."""
    return "\n".join(line.strip() for line in text.splitlines())


def readme(client: str) -> str:
    return (ROOT / "clients" / client / "README.md").read_text()


def headings(client: str) -> list[str]:
    """The client's headings below its title."""
    prose = BLOCK.sub("", readme(client))
    return re.findall(r"^##+ .*$", prose, re.MULTILINE)


def headings_differ() -> int:
    """The number of clients whose headings are others than the first one's."""
    first, *others = CLIENTS.values()
    differing = [client for client in others if headings(client) != headings(first)]
    for client in differing:
        print(f"clients/{client}/README.md has other headings than clients/{first}/README.md: {headings(client)}, {headings(first)}")
    return len(differing)


def client_block(language: str, source: str) -> str | None:
    if leveled(source) in leveled(readme(CLIENTS[language])):
        return None
    return "it does not stand in the client's README"


def shell_block(source: str, url: str) -> str | None:
    script = source.replace("http://localhost:1080", url)
    subprocess.run(["curl", "-sfX", "PUT", url + "/mockserver/reset"], check=True)
    done = subprocess.run(["bash", "-euo", "pipefail", "-c", script], capture_output=True, text=True, timeout=60)
    if done.returncode != 0:
        return f"it failed with {done.returncode}: {done.stderr}"
    rest = done.stdout
    for expected in re.findall(r"# => (.*)$", source, re.MULTILINE):
        _, found, rest = rest.partition(expected)
        if not found:
            return f"{expected!r} is not in the output:\n{done.stdout}"
    return None


def main(url: str) -> int:
    failures, checked = headings_differ(), 0
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]:
        for language, run, source in BLOCK.findall(page.read_text()):
            if language in CLIENTS:
                problem = client_block(language, source)
            elif run:
                problem = shell_block(source, url)
            else:
                continue
            checked += 1
            if problem:
                failures += 1
                print(f"{page.relative_to(ROOT)}: {problem}\n{source}")
    print(f"{checked} examples checked, {failures} failed")
    return 1 if failures or not checked else 0


sys.exit(main(sys.argv[1]))
