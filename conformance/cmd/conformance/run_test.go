package main

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

const root = "../../.."

// conformance runs the command from the repository's root.
func conformance(t *testing.T, args ...string) (status int, stdout, stderr string) {
	t.Helper()
	var out, errors bytes.Buffer
	status = Run(context.Background(), append([]string{"-root", root}, args...), &out, &errors)
	return status, out.String(), errors.String()
}

func TestMistakesOnTheCommandLine(t *testing.T) {
	for problem, args := range map[string][]string{
		`unexpected argument "extra"`:      {"extra"},
		"flag provided but not defined":    {"-nonsense"},
		"parallel is less than 1":          {"-parallel", "0"},
		`no case matches "nothing/at/all"`: {"-run", "nothing/at/all"},
		`"[a" is not a valid pattern`:      {"-run", "[a"},
		"client nobody":                    {"-client", "nobody"},
		"no such file or directory":        {"-cases", "nowhere"},
	} {
		status, _, stderr := conformance(t, args...)
		if status != exitUsage || !strings.Contains(stderr, problem) {
			t.Errorf("%v: got %d %q, want %q", args, status, stderr, problem)
		}
	}
}

func TestHelp(t *testing.T) {
	status, _, stderr := conformance(t, "-help")
	if status != exitPassed || !strings.Contains(stderr, "-junit file") {
		t.Errorf("got %d %q", status, stderr)
	}
}

func TestServerElsewhereRunsOneClientAtATime(t *testing.T) {
	o, err := parse([]string{"-url", "http://127.0.0.1:1", "-parallel", "4"}, nil)
	if err != nil || o.parallel != 1 {
		t.Errorf("got %d, %v", o.parallel, err)
	}
}

func TestRerunRepeatsWhatMatters(t *testing.T) {
	o, err := parse([]string{"-url", "http://127.0.0.1:1", "-original", "-run", "a/**", "-junit", "x"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	want := "go run ./conformance/cmd/conformance -url 'http://127.0.0.1:1' -original -client ruby -run a/b"
	if got := o.rerun("ruby", "a/b"); got != want {
		t.Errorf("got %s", got)
	}
}

// TestCases checks every case of the repository, without running it.
func TestCases(t *testing.T) {
	status, stdout, stderr := conformance(t, "-list")
	if status != exitPassed || strings.Count(stdout, "\n") < 60 {
		t.Errorf("got %d, %d cases, %s", status, strings.Count(stdout, "\n"), stderr)
	}
}

// goClients are the clients whose drivers need nothing but Go.
func goClients(t *testing.T) string {
	t.Helper()
	declared, err := filepath.Glob(filepath.Join(root, "conformance/drivers/*.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, file := range declared {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if regexp.MustCompile(`(?m)^command: \[go, run,`).Match(text) {
			names = append(names, strings.TrimSuffix(filepath.Base(file), ".yaml"))
		}
	}
	return strings.Join(names, ",")
}

// server is the binary that MOCKSERVER_BINARY names, or else one that is built
// from this working copy.
func server(t *testing.T) string {
	t.Helper()
	if named := os.Getenv("MOCKSERVER_BINARY"); named != "" {
		return named
	}
	if testing.Short() {
		t.Skip("builds and starts the server")
	}
	binary, err := filepath.Abs(filepath.Join(t.TempDir(), "mockserver"))
	if err != nil {
		t.Fatal(err)
	}
	command := exec.Command("go", "build", "-o", binary, "./server/cmd/mockserver")
	command.Dir = root
	command.Env = append(os.Environ(), "CGO_ENABLED=0")
	if text, err := command.CombinedOutput(); err != nil {
		t.Fatalf("build the server: %v\n%s", err, text)
	}
	return binary
}

func TestClientsWrittenInGo(t *testing.T) {
	binary, clients := server(t), goClients(t)
	t.Run("every case holds", func(t *testing.T) {
		junit := filepath.Join(t.TempDir(), "report", "junit.xml")
		status, stdout, stderr := conformance(t, "-server", binary, "-client", clients, "-junit", junit)
		if status != exitPassed {
			t.Errorf("got %d\n%s%s", status, stdout, stderr)
		}
		if text, err := os.ReadFile(junit); err != nil || !bytes.Contains(text, []byte(`<testsuite name="rest"`)) {
			t.Errorf("JUnit report: %v", err)
		}
	})
	// Proves that the judging can fail.
	t.Run("what is wrong on purpose is found", func(t *testing.T) {
		status, stdout, stderr := conformance(t,
			"-server", binary, "-client", clients, "-cases", "conformance/wrong", "-wrong")
		if status != exitPassed {
			t.Errorf("got %d\n%s%s", status, stdout, stderr)
		}
	})
	t.Run("what is wrong fails when taken for right", func(t *testing.T) {
		status, stdout, _ := conformance(t, "-server", binary, "-client", "rest", "-cases", "conformance/wrong")
		if status != exitFailed || !strings.Contains(stdout, "\n0 passed, ") {
			t.Errorf("got %d\n%s", status, stdout)
		}
	})
}
