package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) {
	goleak.VerifyTestMain(m, goleak.Cleanup(func(code int) {
		http.DefaultClient.CloseIdleConnections()
		os.Exit(code)
	}))
}

// finished is a run that has ended.
type finished struct {
	code     int
	out, err string
}

func run(t *testing.T, args ...string) finished {
	t.Helper()
	var out, err bytes.Buffer
	code := Run(t.Context(), args, strings.NewReader(""), &out, &err)
	return finished{code, out.String(), err.String()}
}

// running is a run that listens.
type running struct {
	url   string
	stop  context.CancelFunc
	stdin *io.PipeWriter
	ended chan int
}

// start runs args until the server says where it listens.
func start(t *testing.T, args ...string) *running {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	input, stdin := io.Pipe()
	output, stdout := io.Pipe()
	r := &running{stop: stop, stdin: stdin, ended: make(chan int, 1)}
	go func() {
		code := Run(ctx, args, input, stdout, io.Discard)
		_ = stdout.Close()
		r.ended <- code
	}()
	lines := bufio.NewReader(output)
	for r.url == "" {
		line, err := lines.ReadString('\n')
		if err != nil {
			t.Fatalf("%v: it ended with %d", args, <-r.ended)
		}
		if url, said := strings.CutPrefix(line, "mockserver: listening on "); said {
			r.url = strings.TrimSpace(url)
		}
	}
	t.Cleanup(func() {
		stop()
		_ = stdin.Close()
	})
	return r
}

func (r *running) get(t *testing.T, path string) (int, string) {
	t.Helper()
	response, err := http.Get(r.url + path)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(body)
}

func (r *running) code(t *testing.T) int {
	t.Helper()
	select {
	case code := <-r.ended:
		return code
	case <-time.After(10 * time.Second):
		t.Fatal("it does not end")
		return -1
	}
}

func TestVersion(t *testing.T) {
	if got := run(t, "version"); got.code != 0 || !strings.HasPrefix(got.out, "mockserver ") {
		t.Errorf("%+v", got)
	}
}

func TestHelp(t *testing.T) {
	for _, spelling := range []string{"--help", "-h", "help", "-help"} {
		got := run(t, spelling)
		if got.code != 0 || !strings.Contains(got.out, "Usage: mockserver") || !strings.Contains(got.out, "$MOCKSERVER_LOG_LEVEL") {
			t.Errorf("%s: %+v", spelling, got)
		}
	}
}

func TestWrongCommandLines(t *testing.T) {
	for name, test := range map[string]struct {
		args []string
		want string
	}{
		"a port that is none":  {[]string{"-serverPort", "abc"}, `"abc"`},
		"an unknown option":    {[]string{"--nobody-knows"}, "--nobody-knows"},
		"an unknown command":   {[]string{"dance"}, "dance"},
		"a missing argument":   {[]string{"--port"}, "--port"},
		"a level that is none": {[]string{"-logLevel", "LOUD"}, `"LOUD"`},
	} {
		if got := run(t, test.args...); got.code != 2 || !strings.Contains(got.err, test.want) || got.out != "" {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

func TestPortThatIsTakenEndsTheRun(t *testing.T) {
	listener, err := net.Listen("tcp", ":0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	port := fmt.Sprint(listener.Addr().(*net.TCPAddr).Port)
	if got := run(t, "-p", port); got.code != 1 || !strings.Contains(got.err, "port already in use") || !strings.Contains(got.err, port) {
		t.Errorf("%+v", got)
	}
}

func TestRunServesUntilItIsTold(t *testing.T) {
	file := filepath.Join(t.TempDir(), "init.json")
	if err := os.WriteFile(file, []byte(`{"httpRequest": {"path": "/a"}, "httpResponse": {"body": "b"}}`), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, args := range map[string][]string{
		"by default": {"-p", "0", "--init", file},
		"by name":    {"run", "--port", "0,0", "--init", file, "--log-level", "debug"},
		"as of old":  {"-serverPort", "0", "-logLevel", "WARN", "--init", file},
	} {
		r := start(t, args...)
		if status, body := r.get(t, "/a"); status != 200 || body != "b" {
			t.Errorf("%s: %d %s", name, status, body)
		}
		r.stop()
		if code := r.code(t); code != 0 {
			t.Errorf("%s: ended with %d", name, code)
		}
	}
}

func TestRunEndsWithItsControlPlane(t *testing.T) {
	r := start(t, "-p", "0")
	request, err := http.NewRequest(http.MethodPut, r.url+"/mockserver/stop", nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	_ = response.Body.Close()
	if code := r.code(t); response.StatusCode != 200 || code != 0 {
		t.Errorf("answered %d, ended with %d", response.StatusCode, code)
	}
}

func TestRunEndsWithItsInput(t *testing.T) {
	r := start(t, "-p", "0", "--exit-with-stdin")
	if err := r.stdin.Close(); err != nil {
		t.Fatal(err)
	}
	if code := r.code(t); code != 0 {
		t.Errorf("ended with %d", code)
	}
}

func TestVariablesReachTheServer(t *testing.T) {
	t.Setenv("SERVER_PORT", "0")
	t.Setenv("MOCKSERVER_LIVENESS_HTTP_GET_PATH", "/alive")
	r := start(t)
	if status, _ := r.get(t, "/alive"); status != 200 {
		t.Errorf("got %d", status)
	}
}

func TestDemo(t *testing.T) {
	r := start(t, "demo", "-p", "0")
	if status, body := r.get(t, "/hello"); status != 200 || !strings.Contains(body, "Hello") {
		t.Errorf("%d %s", status, body)
	}
}

func TestSignalEndsTheProcess(t *testing.T) {
	if os.Getenv("RUN_MAIN") != "" {
		os.Args = []string{"mockserver", "-p", "0"}
		main()
		return
	}
	executable, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	reader, writer, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	process, err := os.StartProcess(executable, []string{executable, "-test.run=^TestSignalEndsTheProcess$"}, &os.ProcAttr{
		Env:   append(os.Environ(), "RUN_MAIN=1"),
		Files: []*os.File{nil, writer, nil},
	})
	if err != nil {
		t.Fatal(err)
	}
	_ = writer.Close()
	line, err := bufio.NewReader(reader).ReadString('\n')
	if err != nil || !strings.HasPrefix(line, "mockserver: listening on ") {
		t.Errorf("%q, %v", line, err)
	}
	if err := process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	state, err := process.Wait()
	if err != nil || state.ExitCode() != 0 {
		t.Errorf("%v, %v", state, err)
	}
}
