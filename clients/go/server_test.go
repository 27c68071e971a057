package mock_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	mock "github.com/mockserver/mockserver/clients/go"
)

// startBinary starts the binary that scripts/test-go builds.
func startBinary(t *testing.T, options ...mock.ServerOption) *mock.Server {
	t.Helper()
	if os.Getenv("MOCKSERVER_BINARY") == "" {
		t.Skip("MOCKSERVER_BINARY names no binary; scripts/test-go builds one")
	}
	server, err := mock.Start(t.Context(), options...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := server.Close(); err != nil {
			t.Error(err)
		}
	})
	return server
}

func TestStart(t *testing.T) {
	ms := startBinary(t, mock.Arguments("--log-level", "WARN"))
	if _, err := ms.When(mock.Get("/hello")).Respond(t.Context(), mock.Reply(418)); err != nil {
		t.Fatal(err)
	}
	response, err := http.Get(ms.URL() + "/hello")
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if response.StatusCode != 418 {
		t.Errorf("got %s", response.Status)
	}
	if err := ms.Verify(t.Context(), mock.Get("/hello"), mock.Once()); err != nil {
		t.Error(err)
	}
}

func TestCloseEndsTheProcess(t *testing.T) {
	ms := startBinary(t, mock.ClientOptions(mock.ConnectFor(0)))
	for range 2 {
		if err := ms.Close(); err != nil {
			t.Fatal(err)
		}
	}
	var unreachable *mock.UnreachableError
	if err := ms.Reset(t.Context()); !errors.As(err, &unreachable) {
		t.Errorf("got %v", err)
	}
}

func TestCloseAfterStop(t *testing.T) {
	ms := startBinary(t, mock.ClientOptions(mock.ConnectFor(0)))
	if err := ms.Stop(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := ms.Close(); err != nil {
		t.Error(err)
	}
}

func TestABinaryThatFailsSaysWhy(t *testing.T) {
	if os.Getenv("MOCKSERVER_BINARY") == "" {
		t.Skip("MOCKSERVER_BINARY names no binary; scripts/test-go builds one")
	}
	_, err := mock.Start(t.Context(), mock.Arguments("--no-such-flag"))
	var unreachable *mock.UnreachableError
	if !errors.As(err, &unreachable) || !strings.Contains(err.Error(), "no-such-flag") {
		t.Errorf("got %v", err)
	}
}

func TestNoBinary(t *testing.T) {
	t.Setenv("MOCKSERVER_BINARY", "")
	t.Setenv("PATH", t.TempDir())
	if _, err := mock.Start(t.Context()); !errors.Is(err, exec.ErrNotFound) || !strings.Contains(err.Error(), "MOCKSERVER_BINARY") {
		t.Errorf("got %v", err)
	}
	missing := filepath.Join(t.TempDir(), "missing")
	if _, err := mock.Start(t.Context(), mock.Binary(missing)); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("got %v", err)
	}
}

func TestABinaryThatNeverListens(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	silent := filepath.Join(t.TempDir(), "silent")
	if err := os.WriteFile(silent, []byte("#!/bin/sh\nexec cat\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	cancel()
	if _, err := mock.Start(ctx, mock.Binary(silent)); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// TestMain lets the test's own binary be a process that starts a server and
// ends without closing it.
func TestMain(m *testing.M) {
	if os.Getenv("ORPHAN") == "" {
		os.Exit(m.Run())
	}
	server, err := mock.Start(context.Background())
	if err != nil {
		panic(err)
	}
	fmt.Print(server.URL())
	os.Exit(0)
}

func TestTheServerEndsWithItsParent(t *testing.T) {
	if os.Getenv("MOCKSERVER_BINARY") == "" {
		t.Skip("MOCKSERVER_BINARY names no binary; scripts/test-go builds one")
	}
	parent := exec.Command(os.Args[0])
	parent.Env = append(os.Environ(), "ORPHAN=1")
	out, err := parent.Output()
	if err != nil {
		t.Fatal(err)
	}
	url := string(out)
	ms := newClient(t, url, mock.ConnectFor(0))
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	var unreachable *mock.UnreachableError
	for !errors.As(err, &unreachable) {
		if ctx.Err() != nil {
			t.Fatalf("%s still answers: %v", url, err)
		}
		_, err = ms.Status(t.Context())
	}
}
