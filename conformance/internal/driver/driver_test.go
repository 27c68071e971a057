package driver

import (
	"context"
	"errors"
	"io"
	"os"
	"strings"
	"testing"
	"time"

	pb "github.com/mockserver/mockserver/conformance/internal/gen/mockserver/conformance/v1"
)

func statusRequest() *pb.DriverRequest {
	return &pb.DriverRequest{Operation: &pb.DriverRequest_Status{Status: &pb.Status{}}}
}

// echo answers every request with the name of a verification's expectation, or
// fails as it says.
func echo(_ context.Context, request *pb.DriverRequest) (any, *pb.Failure) {
	switch request.GetVerify().GetExpectationId() {
	case "unreachable":
		return nil, Unreachable(errors.New("gone"))
	case "refused":
		return nil, Refused(400, "no", []string{"$.a"})
	case "failed":
		return nil, VerificationFailed("not found")
	case "odd":
		return func() {}, nil
	default:
		return map[string]any{"id": request.GetVerify().GetExpectationId()}, nil
	}
}

func verifyRequest(id string) *pb.DriverRequest {
	return &pb.DriverRequest{Operation: &pb.DriverRequest_Verify{Verify: &pb.Verify{ExpectationId: id}}}
}

// inMemory connects a Conn to Serve.
func inMemory(t *testing.T) *Conn {
	t.Helper()
	requestsOut, requestsIn := io.Pipe()
	answersOut, answersIn := io.Pipe()
	served := make(chan error, 1)
	go func() {
		served <- Serve(context.Background(), requestsOut, answersIn, echo)
		answersIn.Close()
	}()
	t.Cleanup(func() {
		requestsIn.Close()
		if err := <-served; err != nil {
			t.Error(err)
		}
	})
	return NewConn(requestsIn, answersOut)
}

func TestConnAndServe(t *testing.T) {
	conn := inMemory(t)
	answer, err := conn.Do(context.Background(), verifyRequest("one"))
	if err != nil || answer.GetResult().GetStructValue().AsMap()["id"] != "one" {
		t.Fatalf("got %v, %v", answer, err)
	}
	for id, holds := range map[string]func(*pb.Failure) bool{
		"unreachable": func(f *pb.Failure) bool { return f.GetUnreachable().GetMessage() == "gone" },
		"refused": func(f *pb.Failure) bool {
			return f.GetRefused().GetStatus() == 400 && f.GetRefused().GetFieldPaths()[0] == "$.a"
		},
		"failed": func(f *pb.Failure) bool { return f.GetVerificationFailed().GetMessage() == "not found" },
		"odd":    func(f *pb.Failure) bool { return strings.Contains(f.GetOther().GetMessage(), "unsupported type") },
	} {
		answer, err := conn.Do(context.Background(), verifyRequest(id))
		if err != nil || !holds(answer.GetFailure()) {
			t.Errorf("%s: got %v, %v", id, answer, err)
		}
	}
}

func TestServeRefusesWhatIsNoRequest(t *testing.T) {
	err := Serve(context.Background(), strings.NewReader(`{"id":1,"juggle":{}}`+"\n"), io.Discard, echo)
	if err == nil || !strings.Contains(err.Error(), "juggle") {
		t.Errorf("got %v", err)
	}
}

func TestConnRefusesWrongAnswers(t *testing.T) {
	for answer, problem := range map[string]string{
		"":                                      "driver ended without answering",
		"hello\n":                               `driver's answer "hello"`,
		`{"id":2,"result":1}` + "\n":            "driver answered request 2 instead of 1",
		`{"id":1}` + "\n":                       "neither result nor failure",
		`{"id":1,"failure":{"oops":{}}}` + "\n": `driver's answer`,
	} {
		conn := NewConn(io.Discard, strings.NewReader(answer))
		_, err := conn.Do(context.Background(), statusRequest())
		if err == nil || !strings.Contains(err.Error(), problem) {
			t.Errorf("%q: got %v, want %q", answer, err, problem)
		}
	}
}

func TestConnWaitsNoLongerThanItsContext(t *testing.T) {
	never, writer := io.Pipe()
	defer writer.Close()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := NewConn(io.Discard, never).Do(ctx, statusRequest())
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// TestMain lets the test binary be the driver that TestProcess starts.
func TestMain(m *testing.M) {
	switch os.Getenv("DRIVER_TEST") {
	case "serve":
		os.Stderr.WriteString("hello from the driver")
		if err := Serve(context.Background(), os.Stdin, os.Stdout, echo); err != nil {
			os.Exit(1)
		}
		os.Exit(0)
	case "hang":
		io.Copy(io.Discard, os.Stdin)
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func start(t *testing.T, mode string) *Process {
	t.Helper()
	process, err := Start(t.TempDir(), &pb.Client{
		Command: []string{os.Args[0]}, Environment: map[string]string{"DRIVER_TEST": mode},
	})
	if err != nil {
		t.Fatal(err)
	}
	return process
}

func TestProcess(t *testing.T) {
	process := start(t, "serve")
	answer, err := process.Do(context.Background(), verifyRequest("one"))
	if err != nil || answer.GetResult().GetStructValue().AsMap()["id"] != "one" {
		t.Errorf("got %v, %v", answer, err)
	}
	if err := process.Close(); err != nil {
		t.Error(err)
	}
	if said := process.Stderr(); said != "hello from the driver" {
		t.Errorf("standard error %q", said)
	}
}

func TestProcessThatHangsIsKilled(t *testing.T) {
	process := start(t, "hang")
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Millisecond)
	defer cancel()
	if _, err := process.Do(ctx, statusRequest()); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
	process.Kill()
	if process.command.ProcessState.Success() {
		t.Error("the driver was not killed")
	}
}

func TestStartReportsMissingPrograms(t *testing.T) {
	if _, err := Start(t.TempDir(), &pb.Client{Command: []string{"/nonexistent/driver"}}); err == nil {
		t.Error("no error")
	}
}

func TestTailKeepsTheEnd(t *testing.T) {
	var kept tail
	kept.Write([]byte(strings.Repeat("a", tailBytes)))
	kept.Write([]byte("end"))
	if text := kept.take(); len(text) != tailBytes || !strings.HasSuffix(text, "aend") {
		t.Errorf("kept %d bytes ending %q", len(text), text[len(text)-4:])
	}
	if kept.take() != "" {
		t.Error("it keeps what was taken")
	}
}
