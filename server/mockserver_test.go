package mockserver_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"io"
	"log/slog"
	"math/big"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	mockserver "github.com/mockserver/mockserver/server"
)

func TestMain(m *testing.M) {
	clock := goleak.IgnoreAnyFunction("github.com/dlclark/regexp2/v2.runClock") // ends by itself some time after the last pattern
	goleak.VerifyTestMain(m, clock, goleak.Cleanup(func(code int) {
		http.DefaultClient.CloseIdleConnections()
		os.Exit(code)
	}))
}

// startWith starts a server whose settings the test changes first.
func startWith(t *testing.T, cfg mockserver.Config, change func(*mockserver.Settings)) *mockserver.Server {
	t.Helper()
	cfg.Settings = mockserver.DefaultSettings()
	change(cfg.Settings)
	server, err := mockserver.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := server.Close(); err != nil {
			t.Errorf("Close: %v", err)
		}
	})
	if err := server.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	return server
}

func call(t *testing.T, method, url, body string) (status int, text string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	request.Close = true // nothing is left behind
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	content, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(content)
}

func teach(t *testing.T, server *mockserver.Server, expectation string) string {
	t.Helper()
	status, text := call(t, "PUT", server.URL()+"/mockserver/expectation", expectation)
	if status != http.StatusCreated {
		t.Fatalf("%d %s", status, text)
	}
	return text
}

const login = `{"httpRequest": {"method": "POST", "path": "/login", "body": {"user": "foo"}}, "httpResponse": {"statusCode": 202}, "times": {"remainingTimes": 1}}`

func TestTheMainStory(t *testing.T) {
	server := startServer(t)
	teach(t, server, login)
	for _, want := range []int{202, 404} {
		status, _ := call(t, "POST", server.URL()+"/login", `{"user": "foo", "more": 1}`)
		if status != want {
			t.Errorf("got %d, want %d", status, want)
		}
	}
	verification := `{"httpRequest": {"path": "/login"}, "times": {"atLeast": 2, "atMost": 2}}`
	if status, text := call(t, "PUT", server.URL()+"/mockserver/verify", verification); status != http.StatusAccepted {
		t.Errorf("%d %s", status, text)
	}
}

func TestTwoServersShareNothing(t *testing.T) {
	one, other := startServer(t), startServer(t)
	teach(t, one, `{"httpRequest": {"path": "/a"}, "httpResponse": {"body": "one"}}`)
	call(t, "PUT", one.URL()+"/mockserver/configuration", `{"maxExpectations": 7}`)
	if status, text := call(t, "GET", one.URL()+"/a", ""); status != 200 || text != "one" {
		t.Errorf("one answers %d %s", status, text)
	}
	if _, text := call(t, "PUT", other.URL()+"/mockserver/retrieve", ""); text != "[]" {
		t.Errorf("the other received %s", text)
	}
	if status, _ := call(t, "GET", other.URL()+"/a", ""); status != 404 {
		t.Errorf("the other answers %d", status)
	}
	if _, text := call(t, "GET", other.URL()+"/mockserver/configuration", ""); strings.Contains(text, `"maxExpectations" : 7`) {
		t.Error("they share settings")
	}
	if string(one.CertificateAuthority()) == string(other.CertificateAuthority()) {
		t.Error("they share a certificate authority")
	}
}

func TestSameSeedGivesTheSameIDs(t *testing.T) {
	var answers []string
	for range 2 {
		server := startWith(t, mockserver.Config{}, func(settings *mockserver.Settings) { settings.Seed = 42 })
		answers = append(answers, teach(t, server, `[{"httpResponse": {}}, {"httpResponse": {}}]`))
	}
	if answers[0] != answers[1] {
		t.Errorf("%s\n%s", answers[0], answers[1])
	}
}

func TestClockIsTheServersOwn(t *testing.T) {
	clock := func() time.Time { return time.Date(2030, 1, 2, 3, 4, 5, 0, time.UTC) }
	server := startWith(t, mockserver.Config{Clock: clock}, func(*mockserver.Settings) {})
	call(t, "GET", server.URL()+"/a", "")
	if _, text := call(t, "PUT", server.URL()+"/mockserver/retrieve?type=REQUEST_RESPONSES", ""); !strings.Contains(text, "2030-01-02 03:04:05.000") {
		t.Errorf("%s", text)
	}
}

func TestInitialisationFile(t *testing.T) {
	folder := t.TempDir()
	write := func(name, content string) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	good := write("good.json", `[{"httpRequest": {"path": "/a"}, "httpResponse": {"statusCode": 201}}]`)
	bad := write("bad.json", `[{"httpRequest": {"path": 5}, "httpResponse": {}}]`)

	server := startWith(t, mockserver.Config{}, func(s *mockserver.Settings) { s.InitializationJSONPath = good })
	if status, _ := call(t, "GET", server.URL()+"/a", ""); status != 201 {
		t.Errorf("got %d", status)
	}
	var log strings.Builder
	server = startWith(t, mockserver.Config{Logger: slog.New(slog.NewTextHandler(&log, nil))}, func(s *mockserver.Settings) {
		s.InitializationJSONPath = bad
	})
	if status, _ := call(t, "PUT", server.URL()+"/mockserver/status", ""); status != 200 || !strings.Contains(log.String(), "bad.json") {
		t.Errorf("%d, log %s", status, log.String())
	}
	for _, path := range []string{bad, filepath.Join(folder, "none.json")} {
		settings := mockserver.DefaultSettings()
		settings.InitializationJSONPath, settings.FailOnInitializationError = path, true
		server, err := mockserver.New(mockserver.Config{Settings: settings})
		if err != nil {
			t.Fatal(err)
		}
		if err := server.Start(t.Context()); err == nil || !strings.Contains(err.Error(), path) {
			t.Errorf("%s: %v", path, err)
		}
		if err := server.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestStopByTheControlPlane(t *testing.T) {
	server := startServer(t)
	if status, text := call(t, "PUT", server.URL()+"/mockserver/stop", ""); status != 200 || text != "" {
		t.Errorf("%d %q", status, text)
	}
	<-server.Done()
	if err := server.Close(); err != nil {
		t.Errorf("Close: %v", err)
	}
	if _, err := http.Get(server.URL()); err == nil {
		t.Error("it still answers")
	}
}

func TestServerThatNeverStartedCloses(t *testing.T) {
	server, err := mockserver.New(mockserver.Config{})
	if err != nil {
		t.Fatal(err)
	}
	if server.URL() != "" || len(server.Ports()) != 0 {
		t.Errorf("it listens on %v", server.Ports())
	}
	for range 2 {
		if err := server.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestPortThatIsTaken(t *testing.T) {
	taken := startServer(t).Ports()[0]
	settings := mockserver.DefaultSettings()
	settings.Ports = []int{taken}
	server, err := mockserver.New(mockserver.Config{Settings: settings})
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	if err := server.Start(t.Context()); err == nil || !strings.Contains(err.Error(), fmt.Sprint(taken)) {
		t.Errorf("got %v", err)
	}
}

func TestTLSWithACertificateForTheNameAsked(t *testing.T) {
	server := startServer(t)
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(server.CertificateAuthority())
	for _, protocol := range []string{"h2", "http/1.1"} {
		connection, err := tls.Dial("tcp", strings.TrimPrefix(server.URL(), "http://"), &tls.Config{
			ServerName: "api.example.com", RootCAs: roots, NextProtos: []string{protocol},
		})
		if err != nil {
			t.Errorf("%s: %v", protocol, err)
			continue
		}
		if got := connection.ConnectionState().NegotiatedProtocol; got != protocol {
			t.Errorf("%s was negotiated, not %s", got, protocol)
		}
		_ = connection.Close()
	}
}

func TestOwnCertificateAuthority(t *testing.T) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalECPrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	write := func(name, kind string, content []byte) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: content}), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	certificatePath, keyPath := write("ca.pem", "CERTIFICATE", der), write("key.pem", "EC PRIVATE KEY", secret)
	server := startWith(t, mockserver.Config{}, func(s *mockserver.Settings) {
		s.CertificateAuthorityCertificate, s.CertificateAuthorityPrivateKey = certificatePath, keyPath
	})
	want, err := os.ReadFile(certificatePath)
	if err != nil || string(server.CertificateAuthority()) != string(want) {
		t.Errorf("%s, %v", server.CertificateAuthority(), err)
	}
}

func TestSettingsThatCannotWork(t *testing.T) {
	for name, change := range map[string]func(*mockserver.Settings){
		"sslSubjectAlternativeNameIps":    func(s *mockserver.Settings) { s.SubjectAlternativeIPs = []string{"x"} },
		"certificateAuthorityCertificate": func(s *mockserver.Settings) { s.CertificateAuthorityPrivateKey = "/none" },
		"tlsProtocols":                    func(s *mockserver.Settings) { s.Protocols = "TLSv9" },
	} {
		settings := mockserver.DefaultSettings()
		change(settings)
		if _, err := mockserver.New(mockserver.Config{Settings: settings}); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
