package netio

import (
	"context"
	"crypto/rand"
	"crypto/tls"
	"errors"
	"io"
	"log/slog"
	"net"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/mockserver/mockserver/server/internal/action"
	"github.com/mockserver/mockserver/server/internal/ca"
	"github.com/mockserver/mockserver/server/internal/config"
	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/proxy"
)

// patience is the limit that these tests set.
const patience = 8 * time.Second

type emptyAnswer struct{}

func (emptyAnswer) Serve(ctx context.Context, _ *model.Request, client action.Client) {
	_ = client.Send(ctx, &action.Reply{})
}

// inTime runs test with one connection to a server, in a world with a clock of
// its own.
func inTime(t *testing.T, test func(t *testing.T, connection net.Conn)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		settings := config.Default()
		settings.RequestHeaderTimeoutMillis = int(patience.Milliseconds())
		authority, err := ca.New(ca.Options{Names: ca.Names{Common: "localhost"}, Clock: time.Now, Random: rand.Reader})
		if err != nil {
			t.Fatal(err)
		}
		server, err := New(Options{
			Engine: emptyAnswer{}, Settings: config.NewLive(settings), Authority: authority,
			Logger: slog.New(slog.DiscardHandler), Clock: time.Now, NewID: func() string { return "id" },
		})
		if err != nil {
			t.Fatal(err)
		}
		near, far := net.Pipe()
		server.serve(far)
		test(t, near)
		_ = near.Close()
		if err := server.Shutdown(t.Context()); err != nil {
			t.Error(err)
		}
		time.Sleep(time.Second) // a trickle finds out
		synctest.Wait()
	})
}

// trickle writes text again and again, a second apart, until it cannot.
func trickle(connection io.Writer, text string) {
	for {
		if _, err := io.WriteString(connection, text); err != nil {
			return
		}
		time.Sleep(time.Second)
	}
}

// cutAfter reads until the connection ends and returns what came and how long
// that took.
func cutAfter(connection io.Reader) (string, time.Duration) {
	began := time.Now()
	read, _ := io.ReadAll(connection) // however it ends, it has ended
	return string(read), time.Since(began)
}

func TestSilentConnectionIsClosed(t *testing.T) {
	inTime(t, func(t *testing.T, connection net.Conn) {
		if answer, took := cutAfter(connection); answer != "" || took != patience {
			t.Errorf("%q after %v", answer, took)
		}
	})
}

func TestTrickledHeadIsAnswered408(t *testing.T) {
	inTime(t, func(t *testing.T, connection net.Conn) {
		if _, err := io.WriteString(connection, "GET / HTTP/1.1\r\n"); err != nil {
			t.Fatal(err)
		}
		go trickle(connection, "A: b\r\n")
		answer, took := cutAfter(connection)
		if !strings.HasPrefix(answer, "HTTP/1.1 408 ") || !strings.Contains(answer, "requestHeaderTimeoutMillis") || took != patience {
			t.Errorf("%q after %v", answer, took)
		}
	})
}

// Between two requests a client may rest; the second head has its time from
// its first byte.
func TestIdleConnectionStays(t *testing.T) {
	inTime(t, func(t *testing.T, connection net.Conn) {
		const ask = "GET / HTTP/1.1\r\nHost: a\r\n"
		answer := make([]byte, 12)
		for range 2 {
			if _, err := io.WriteString(connection, ask+"\r\n"); err != nil {
				t.Fatal(err)
			}
			if _, err := connection.Read(answer); err != nil || string(answer) != "HTTP/1.1 200" {
				t.Fatalf("%q, %v", answer, err)
			}
			drain(t, connection)
			time.Sleep(100 * patience)
		}
		if _, err := io.WriteString(connection, ask); err != nil {
			t.Fatal(err)
		}
		if answer, took := cutAfter(connection); !strings.HasPrefix(answer, "HTTP/1.1 408 ") || took != patience {
			t.Errorf("%q after %v", answer, took)
		}
	})
}

// drain reads what is left of an answer.
func drain(t *testing.T, connection net.Conn) {
	t.Helper()
	_ = connection.SetReadDeadline(time.Now().Add(time.Second)) // of a pipe that is open
	if _, err := io.ReadAll(connection); !isTimeout(err) {
		t.Fatal(err)
	}
	_ = connection.SetReadDeadline(time.Time{}) // likewise
}

func TestSlowHandshakeIsCut(t *testing.T) {
	inTime(t, func(t *testing.T, connection net.Conn) {
		if _, err := io.WriteString(connection, "\x16\x03\x01\x00\xff"); err != nil { // a record of 255 bytes
			t.Fatal(err)
		}
		go trickle(connection, "\x01")
		if _, took := cutAfter(connection); took != patience {
			t.Errorf("after %v", took)
		}
	})
}

// A head has its time from the end of the handshake.
func TestSlowHeadInsideTLSIsCut(t *testing.T) {
	inTime(t, func(t *testing.T, connection net.Conn) {
		time.Sleep(patience / 2)
		secured := tls.Client(connection, &tls.Config{InsecureSkipVerify: true}) // the certificate is not the matter
		if _, err := io.WriteString(secured, "GET / HTTP/1.1\r\n"); err != nil {
			t.Fatal(err)
		}
		if answer, took := cutAfter(secured); !strings.HasPrefix(answer, "HTTP/1.1 408 ") || took != patience {
			t.Errorf("%q after %v", answer, took)
		}
	})
}

// A frame that comes byte by byte keeps a client from answering a ping.
func TestTrickledHTTP2FrameIsCut(t *testing.T) {
	const settings, headers = "\x00\x00\x00\x04\x00\x00\x00\x00\x00", "\x00\x00\xff\x01\x04\x00\x00\x00\x01"
	inTime(t, func(t *testing.T, connection net.Conn) {
		go func() {
			_, err := io.WriteString(connection, proxy.PrefaceHTTP2+settings+headers)
			if err == nil || errors.Is(err, io.ErrClosedPipe) {
				trickle(connection, "\x00")
			}
		}()
		if _, took := cutAfter(connection); took == 0 || took > patience {
			t.Errorf("after %v", took)
		}
	})
}
