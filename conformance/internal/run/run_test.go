package run

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"

	"google.golang.org/protobuf/types/known/structpb"

	"github.com/mockserver/mockserver/conformance/internal/driver"
	pb "github.com/mockserver/mockserver/conformance/internal/gen/mockserver/conformance/v1"
	"github.com/mockserver/mockserver/conformance/internal/report"
	"github.com/mockserver/mockserver/conformance/internal/suite"
	"github.com/mockserver/mockserver/conformance/internal/target"
)

// fakeDriver answers status with a counter, and fails verify as the
// expectation id says.
type fakeDriver struct {
	calls  int
	killed *int
}

func (d *fakeDriver) Do(_ context.Context, request *pb.DriverRequest) (*pb.DriverAnswer, error) {
	d.calls++
	switch request.GetVerify().GetExpectationId() {
	case "break":
		return nil, errors.New("pipe burst")
	case "fail":
		return &pb.DriverAnswer{Outcome: &pb.DriverAnswer_Failure{Failure: driver.VerificationFailed("not seen")}}, nil
	case "other":
		return &pb.DriverAnswer{Outcome: &pb.DriverAnswer_Failure{Failure: driver.Other(errors.New("oops"))}}, nil
	}
	value, err := structpb.NewValue(map[string]any{"calls": d.calls, "ports": []any{"first", "second"}})
	return &pb.DriverAnswer{Outcome: &pb.DriverAnswer_Result{Result: value}}, err
}

func (d *fakeDriver) Stderr() string { return "noise" }
func (d *fakeDriver) Close() error   { return nil }
func (d *fakeDriver) Kill()          { *d.killed++ }

// fixture runs cases with fake drivers against a fake server, which answers
// 200 and the path, and 404 to "/missing".
type fixture struct {
	options Options
	started int
	killed  int
}

func newFixture(t *testing.T, cases map[string]string) *fixture {
	t.Helper()
	var later atomic.Int32
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/missing" || r.URL.Path == "/later" && later.Add(1) < 3 {
			w.WriteHeader(http.StatusNotFound)
		}
		io.WriteString(w, r.URL.Path)
	}))
	t.Cleanup(server.Close)
	files := fstest.MapFS{}
	for name, text := range cases {
		files[name+".yaml"] = &fstest.MapFile{Data: []byte("intent: It holds.\n" + text)}
	}
	loaded, err := suite.LoadCases(files)
	if err != nil {
		t.Fatal(err)
	}
	f := &fixture{}
	f.options = Options{
		Cases: loaded, All: loaded,
		Clients: []suite.Client{{Name: "fake", Client: &pb.Client{
			Features: []string{"connect", "status", "verify", "stop"},
		}}},
		Start: func(suite.Client) (Driver, error) {
			f.started++
			return &fakeDriver{killed: &f.killed}, nil
		},
		Shared: func(context.Context) (*target.Server, error) { return target.Elsewhere(server.URL) },
		Rerun:  func(client, name string) string { return "rerun " + client + " " + name },
	}
	return f
}

// outcomes runs and renders each result on a line.
func (f *fixture) outcomes() string {
	var lines []string
	for _, result := range Run(context.Background(), f.options).Results {
		line := fmt.Sprintf("%s %s", result.Case.Name, [...]string{"passed", "failed", "known", "skipped"}[result.Outcome])
		if result.Reason != "" {
			line += ": " + result.Reason
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

func (f *fixture) onlyFailure(t *testing.T) *report.Failure {
	t.Helper()
	found := Run(context.Background(), f.options)
	if len(found.Results) != 1 || found.Results[0].Failure == nil {
		t.Fatalf("got %+v", found.Results)
	}
	return found.Results[0].Failure
}

func TestStepsThatHold(t *testing.T) {
	f := newFixture(t, map[string]string{
		"a/do":         `steps: [{do: {status: {}}, returns: {ports: [first, second]}}]`,
		"a/fails":      `steps: [{do: {verify: {expectationId: fail}}, fails: {verificationFailed: {message: not seen}}}]`,
		"a/send":       `steps: [{send: {path: /x}, receive: {status: 200, body: {text: /x}}}]`,
		"a/repeated":   `steps: [{send: {path: /later}, receive: {status: 200}, withinMs: 5000}]`,
		"a/background": `steps: [{send: {path: /x, background: true, afterMs: 20}, receive: {status: 200}}, {send: {path: /y}}]`,
		"a/copies":     `steps: [{send: {path: /x, copies: 4}, receive: {tallies: {'200': 4}}}]`,
		"a/saved": `
steps:
  - {do: {status: {}}, save: {name: ports.1, last: ports.-1, count: calls}}
  - {send: {path: '/$(name)/$(last)/$(count)'}, receive: {body: {text: '/second/second/$(count)'}}}
  - {send: {path: 'http://$(host):$(port)/p'}, receive: {body: {text: /p}}}`,
	})
	for line := range strings.SplitSeq(f.outcomes(), "\n") {
		if !strings.HasSuffix(line, " passed") {
			t.Error(line)
		}
	}
	if f.started != 1 {
		t.Errorf("%d drivers were started", f.started)
	}
}

func TestStepsThatDoNotHold(t *testing.T) {
	for steps, difference := range map[string]string{
		`{do: {status: {}}, returns: {calls: 7}}`:                             "$.calls: want 7, got 2",
		`{do: {status: {}}, fails: {refused: {}}}`:                            `outcome: want failure {"refused":{}}, got result {"calls":2,"ports":["first","second"]}`,
		`{do: {verify: {expectationId: fail}}}`:                               `outcome: want success, got failure {"verificationFailed":{"message":"not seen"}}`,
		`{do: {verify: {expectationId: fail}}, fails: {refused: {}}}`:         `$.refused: want {}, got nothing`,
		`{do: {verify: {expectationId: other}}, fails: {refused: {}}}`:        `$.refused: want {}, got nothing`,
		`{send: {path: /missing}, receive: {status: 200}}`:                    "status: want 200, got 404",
		`{send: {path: /missing, background: true}, receive: {status: 200}}`:  "status: want 200, got 404",
		`{send: {path: /missing}, receive: {status: 200}, withinMs: 30}`:      "status: want 200, got 404",
		`{send: {path: /missing, copies: 2}, receive: {tallies: {'200': 2}}}`: "tallies: want map[200:2], got map[404:2]",
	} {
		failure := newFixture(t, map[string]string{"a/case": "steps: [" + steps + "]"}).onlyFailure(t)
		if len(failure.Differences) != 1 || failure.Differences[0].String() != difference {
			t.Errorf("%s: got %v, want %s", steps, failure.Differences, difference)
		}
		if failure.Rerun != "rerun fake a/case" || !strings.HasPrefix(failure.Where, "step 1: ") || failure.Stderr != "noise" {
			t.Errorf("%s: got %+v", steps, failure)
		}
	}
}

func TestStepsThatCannotBeDone(t *testing.T) {
	for steps, problem := range map[string]string{
		`{send: {path: /$(nothing)}}`:            "$(nothing) was not saved by an earlier step",
		`{do: {status: {}}, save: {a: ports.2}}`: `save a: no "2" of ports.2 in the result`,
		`{do: {status: {}}, save: {a: ports}}`:   "save a: ports is neither a string nor a number",
		`{do: {verify: {expectationId: break}}}`: "pipe burst",
		`{send: {port: $(closedPort)}}`:          "connection refused",
	} {
		failure := newFixture(t, map[string]string{"a/case": "steps: [" + steps + "]"}).onlyFailure(t)
		if len(failure.Differences) != 0 || !strings.Contains(failure.Message, problem) {
			t.Errorf("%s: got %+v, want %s", steps, failure, problem)
		}
	}
}

func TestDriverThatBreaksIsStartedAnew(t *testing.T) {
	f := newFixture(t, map[string]string{
		"a/one": `steps: [{do: {verify: {expectationId: break}}}]`,
		"a/two": `steps: [{do: {status: {}}}]`,
	})
	if got := f.outcomes(); got != "a/one failed\na/two passed" {
		t.Errorf("got %s", got)
	}
	if f.started != 2 || f.killed != 1 {
		t.Errorf("started %d, killed %d", f.started, f.killed)
	}
}

func TestSkipping(t *testing.T) {
	f := newFixture(t, map[string]string{
		"a/lacking": `steps: [{do: {reset: {}}}, {do: {verify: {request: {$build: [[get, /a]]}}}}]`,
		"a/own":     "server: {}\nsteps: [{do: {stop: {}}}]",
	})
	want := "a/lacking skipped: the client does not do [build reset]\na/own skipped: needs a server of its own"
	if got := f.outcomes(); got != want {
		t.Errorf("got %s", got)
	}
}

func TestOwnServer(t *testing.T) {
	f := newFixture(t, map[string]string{"a/own": "server: {arguments: [x]}\nsteps: [{send: {path: /x}, receive: {status: 200}}]"})
	var asked []string
	f.options.Own = func(ctx context.Context, options *pb.ServerOptions) (*target.Server, error) {
		asked = options.GetArguments()
		return f.options.Shared(ctx)
	}
	if got := f.outcomes(); got != "a/own passed" || len(asked) != 1 {
		t.Errorf("got %s, asked for %v", got, asked)
	}
	f.options.Own = func(context.Context, *pb.ServerOptions) (*target.Server, error) { return nil, errors.New("no room") }
	if failure := f.onlyFailure(t); failure.Message != "no room" {
		t.Errorf("got %+v", failure)
	}
}

const (
	holds  = `steps: [{send: {path: /x}, receive: {status: 200}}]`
	breaks = `steps: [{send: {path: /x}, receive: {status: 500}}]`
)

func TestKnownFailures(t *testing.T) {
	f := newFixture(t, map[string]string{"a/holds": holds, "a/breaks": breaks, "b/breaks": breaks})
	f.options.Clients[0].Known = suite.Known{
		{Cases: "a/*", Reason: "not yet"}, {Cases: "c/**", Reason: "never"},
	}
	if got := f.outcomes(); got != "a/breaks known: not yet\na/holds failed\nb/breaks failed" {
		t.Errorf("got %s", got)
	}
	found := Run(context.Background(), f.options)
	if message := found.Results[1].Failure.Message; message != "It passes, though it is listed to fail: not yet" {
		t.Errorf("got %s", message)
	}
	if len(found.Problems) != 1 || found.Problems[0] != `client fake: the known failure "c/**" matches no case` {
		t.Errorf("got %v", found.Problems)
	}
	if found.Failures() != 3 {
		t.Errorf("%d failures", found.Failures())
	}
}

func TestKnownFailureOutsideTheSelectionIsNotStale(t *testing.T) {
	f := newFixture(t, map[string]string{"a/holds": holds, "b/breaks": breaks})
	f.options.Clients[0].Known = suite.Known{{Cases: "b/*", Reason: "not yet"}}
	f.options.Cases = f.options.All[:1]
	if found := Run(context.Background(), f.options); found.Failures() != 0 {
		t.Errorf("got %v", found.Problems)
	}
}

func TestOriginal(t *testing.T) {
	differs := "\noriginal: {differs: it is older}"
	f := newFixture(t, map[string]string{"a/holds": holds + differs, "a/breaks": breaks + differs, "b/holds": holds})
	if got := f.outcomes(); got != "a/breaks failed\na/holds passed\nb/holds passed" {
		t.Errorf("elsewhere %s", got)
	}
	f.options.Original = true
	if got := f.outcomes(); got != "a/breaks known: it is older\na/holds failed\nb/holds passed" {
		t.Errorf("there %s", got)
	}
}

func TestCasesThatAreWrongOnPurpose(t *testing.T) {
	f := newFixture(t, map[string]string{
		"a/breaks":   breaks,
		"a/holds":    holds,
		"a/unjudged": `steps: [{do: {verify: {expectationId: break}}}]`,
	})
	f.options.Wrong = true
	f.options.Clients[0].Known = suite.Known{{Cases: "elsewhere/*", Reason: "x"}}
	if got := f.outcomes(); got != "a/breaks passed\na/holds failed\na/unjudged failed" {
		t.Errorf("got %s", got)
	}
	if problems := Run(context.Background(), f.options).Problems; len(problems) != 0 {
		t.Errorf("got %v", problems)
	}
}

func TestClientsRunSideBySideAndKeepTheirOrder(t *testing.T) {
	f := newFixture(t, map[string]string{"a/holds": holds})
	f.options.Parallel = 2
	second := f.options.Clients[0]
	second.Name = "second"
	f.options.Clients = append(f.options.Clients, second)
	f.options.Start = func(suite.Client) (Driver, error) { return &fakeDriver{}, nil }
	found := Run(context.Background(), f.options)
	if len(found.Results) != 2 || found.Results[0].Client != "fake" || found.Results[1].Client != "second" {
		t.Errorf("got %v", found.Results)
	}
}

func TestServerOrDriverThatCannotStart(t *testing.T) {
	f := newFixture(t, map[string]string{"a/holds": holds})
	f.options.Start = func(suite.Client) (Driver, error) { return nil, errors.New("no such program") }
	if failure := f.onlyFailure(t); failure.Message != "no such program" {
		t.Errorf("got %+v", failure)
	}
	f.options.Shared = func(context.Context) (*target.Server, error) { return nil, errors.New("no port") }
	found := Run(context.Background(), f.options)
	if len(found.Problems) != 1 || found.Problems[0] != "client fake: no port" {
		t.Errorf("got %v", found.Problems)
	}
}
