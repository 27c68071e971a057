package mockserver_test

import (
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/mockserver/mockserver/server"
)

// effect is how one can see a setting: observe returns before unless the
// setting is changed, and after once it is.
type effect struct {
	teach         string // expectations to store first
	document      string // the change, with its companions
	observe       func(t *testing.T, url string) string
	before, after string // before is not observed when empty
}

// effects has a row for each setting that can be changed while the server
// runs, by its name.
var effects = map[string]effect{
	"livenessHttpGetPath": {document: `{"livenessHttpGetPath":"/alive"}`, observe: status("GET", "/alive", ""), before: "404", after: "200"},
	"advertisedVersion":   {document: `{"advertisedVersion":"7.5.0"}`, observe: header("PUT", "/mockserver/status", "Version"), before: "[]", after: "[7.5.0]"},
	"logLevel":            {document: `{"logLevel":"ERROR"}`, observe: says("type=logs", "no expectation for"), before: "true", after: "false"},

	"maxExpectations": {
		teach:    `[{"httpRequest":{"path":"/a"},"httpResponse":{}},{"httpRequest":{"path":"/b"},"httpResponse":{}}]`,
		document: `{"maxExpectations":1}`, observe: status("GET", "/a", ""), before: "200", after: "404",
	},
	"maxLogEntries":           {document: `{"maxLogEntries":1}`, observe: recorded, before: "2", after: "1"},
	"maxEventLogSizeInBytes":  {document: `{"maxEventLogSizeInBytes":1}`, observe: recorded, before: "2", after: "1"},
	"maxRequestBodySize":      {document: `{"maxRequestBodySize":3}`, observe: status("POST", "/x", "four"), before: "404", after: "413"},
	"maxControlPlaneBodySize": {document: `{"maxControlPlaneBodySize":60}`, observe: status("PUT", "/mockserver/clear", strings.Repeat(" ", 61)), before: "200", after: "413"},
	"maxHeaderSize":           {document: `{"maxHeaderSize":300}`, observe: status("GET", "/"+strings.Repeat("x", 300), ""), before: "404", after: "431"},

	"requestHeaderTimeoutMillis":   {document: `{"requestHeaderTimeoutMillis":20}`, observe: firstLines("GET /x HTTP/1.1\r\nHost: h\r\n", "http/1.1 408"), after: "true"},
	"http2Enabled":                 {document: `{"http2Enabled":false}`, observe: speaksHTTP2, before: "true", after: "false"},
	"alwaysCloseSocketConnections": {document: `{"alwaysCloseSocketConnections":true}`, observe: firstLines("GET /x HTTP/1.1\r\nHost: h\r\n\r\n", "connection: close"), before: "false", after: "true"},
	"globalResponseDelayMillis": {
		teach:    `{"httpRequest":{"path":"/x"},"httpResponse":{}}`,
		document: `{"globalResponseDelayMillis":300}`, observe: takes(status("GET", "/x", ""), 300*time.Millisecond), before: "less", after: "at least",
	},
	"defaultResponseHeaders": {document: `{"defaultResponseHeaders":"X-A=1|X-B=2"}`, observe: header("GET", "/x", "X-B"), before: "[]", after: "[2]"},

	"matchersFailFast": {
		teach:    `{"httpRequest":{"method":"PUT","path":"/x"},"httpResponse":{}}`,
		document: `{"matchersFailFast":false}`, observe: says("type=logs", "      /x"), before: "false", after: "true",
	},
	"matchExactCase": {
		teach:    `{"httpRequest":{"path":"/Case"},"httpResponse":{}}`,
		document: `{"matchExactCase":true}`, observe: status("GET", "/case", ""), before: "200", after: "404",
	},
	"regexMatchingTimeoutMillis": {
		teach:    `{"httpRequest":{"path":"/(a+)+\\1[bd]"},"httpResponse":{}}`,
		document: `{"regexMatchingTimeoutMillis":20}`, observe: takes(status("GET", "/"+strings.Repeat("a", 50), ""), 2*time.Second), after: "less",
	},
	"xpathMatchingTimeoutMillis": {
		teach:    `{"httpRequest":{"body":{"type":"XPATH","xpath":"count(//*[count(//*[count(//*) > 9]) > 9]) > 9"}},"httpResponse":{}}`,
		document: `{"xpathMatchingTimeoutMillis":20}`, after: "less",
		observe: takes(status("POST", "/x", "<a>"+strings.Repeat("<b/>", 5000)+"</a>"), 2*time.Second),
	},
	"matchNamespaceHeader": {
		teach:    `{"namespace":"n","httpRequest":{"path":"/x"},"httpResponse":{}}`,
		document: `{"matchNamespaceHeader":"X-Team"}`, observe: status("GET", "/x", "", "X-Team", "n"), before: "404", after: "200",
	},
	"useSemicolonAsQueryParameterSeparator": {
		teach:    `{"httpRequest":{"body":{"type":"PARAMETERS","parameters":{"a":["1"]}}},"httpResponse":{}}`,
		document: `{"useSemicolonAsQueryParameterSeparator":false}`, observe: status("POST", "/x", "a=1;b=2"), before: "200", after: "404",
	},
	"closestMatchHintEnabled": {
		teach:    `{"id":"e","httpRequest":{"path":"/y"},"httpResponse":{}}`,
		document: `{"closestMatchHintEnabled":false}`, observe: hasHeader("GET", "/x", "X-Mockserver-Closest-Match-Hint"), before: "true", after: "false",
	},
	"attachMismatchDiagnosticToResponse": {
		teach:    `{"id":"e","httpRequest":{"path":"/y"},"httpResponse":{}}`,
		document: `{"attachMismatchDiagnosticToResponse":true}`, observe: header("GET", "/x", "X-Mockserver-Closest-Match"), before: "[]", after: "[fields differ: path]",
	},

	"maximumNumberOfRequestToReturnInVerificationFailure": {
		document: `{"maximumNumberOfRequestToReturnInVerificationFailure":1}`,
		observe:  verification(`{"httpRequest":{"path":"/never"}}`, "but was found 0 times among"), before: "false", after: "true",
	},
	"detailedVerificationFailures": {
		document: `{"detailedVerificationFailures":false}`,
		observe:  verification(`{"httpRequest":{"path":"/never"}}`, "closest match diff"), before: "true", after: "false",
	},
	"failVerificationOnEvictedLog": {
		document: `{"failVerificationOnEvictedLog":false,"maxLogEntries":1}`,
		observe:  verification(`{"httpRequest":{"path":"/never"},"times":{"atMost":0}}`, "has discarded"), after: "false",
	},

	"enableCORSForAPI":          {document: `{"enableCORSForAPI":true}`, observe: header("PUT", "/mockserver/status", "Access-Control-Allow-Origin"), before: "[*]", after: "[*]"},
	"enableCORSForAllResponses": {document: `{"enableCORSForAllResponses":true}`, observe: header("GET", "/x", "Access-Control-Allow-Origin"), before: "[]", after: "[*]"},
	"corsAllowOrigin":           {document: `{"corsAllowOrigin":"http://o"}`, observe: header("PUT", "/mockserver/status", "Access-Control-Allow-Origin"), before: "[*]", after: "[http://o]"},
	"corsAllowMethods":          {document: `{"corsAllowMethods":"GET"}`, observe: header("PUT", "/mockserver/status", "Access-Control-Allow-Methods"), after: "[GET]"},
	"corsAllowHeaders":          {document: `{"corsAllowHeaders":"X-A"}`, observe: header("PUT", "/mockserver/status", "Access-Control-Allow-Headers"), after: "[X-A]"},
	"corsAllowCredentials": {
		document: `{"corsAllowCredentials":true}`, before: "[false]", after: "[true]",
		observe: header("PUT", "/mockserver/status", "Access-Control-Allow-Credentials", "Origin", "http://o"),
	},
	"corsMaxAgeInSeconds": {document: `{"corsMaxAgeInSeconds":5}`, observe: header("PUT", "/mockserver/status", "Access-Control-Max-Age"), before: "[0]", after: "[5]"},
	"stopDrainMillis": {
		teach:    `{"httpRequest":{"path":"/slow"},"httpResponse":{"delay":{"timeUnit":"HOURS","value":1}}}`,
		document: `{"stopDrainMillis":20}`, observe: stopsWhileBusy, after: "true",
	},
}

// Each setting that is said to change at once does.
func TestCP249_SettingsChangeAtOnce(t *testing.T) {
	for name, e := range effects {
		t.Run(name, func(t *testing.T) {
			server, err := mockserver.New(mockserver.Config{})
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { server.Close() }) // whose error stopDrainMillis brings about
			if err := server.Start(t.Context()); err != nil {
				t.Fatal(err)
			}
			if e.teach != "" {
				teach(t, server, e.teach)
			}
			if got := e.observeIf(t, e.before != "", server.URL()); got != e.before {
				t.Errorf("before: got %s, want %s", got, e.before)
			}
			if status, text := call(t, "PUT", server.URL()+"/mockserver/configuration", e.document); status != 200 {
				t.Fatalf("%d %s", status, text)
			}
			if got := e.observe(t, server.URL()); got != e.after {
				t.Errorf("after: got %s, want %s", got, e.after)
			}
		})
	}
}

func (e effect) observeIf(t *testing.T, wanted bool, url string) string {
	if !wanted {
		return ""
	}
	return e.observe(t, url)
}

func TestEverySettingThatChangesHasAnEffect(t *testing.T) {
	for _, field := range reflect.VisibleFields(reflect.TypeFor[mockserver.Settings]()) {
		_, live := field.Tag.Lookup("live")
		if _, shown := effects[field.Tag.Get("json")]; live != shown && !field.Anonymous {
			t.Errorf("%s: can change: %v, has a row: %v", field.Name, live, shown)
		}
	}
}

// exchange sends a request with headers, given as names and values in turn.
func exchange(t *testing.T, method, url, body string, headers ...string) *http.Response {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(headers); i += 2 {
		request.Header.Set(headers[i], headers[i+1])
	}
	request.Close = true
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(response.Body)
	response.Body.Close()
	if err != nil {
		t.Fatal(err)
	}
	response.Body = io.NopCloser(bytes.NewReader(content))
	return response
}

func status(method, path, body string, headers ...string) func(*testing.T, string) string {
	return func(t *testing.T, url string) string {
		return fmt.Sprint(exchange(t, method, url+path, body, headers...).StatusCode)
	}
}

func header(method, path, name string, headers ...string) func(*testing.T, string) string {
	return func(t *testing.T, url string) string {
		return fmt.Sprint(exchange(t, method, url+path, "", headers...).Header.Values(name))
	}
}

func hasHeader(method, path, name string) func(*testing.T, string) string {
	return func(t *testing.T, url string) string {
		return fmt.Sprint(exchange(t, method, url+path, "").Header.Get(name) != "")
	}
}

// says sends a request and reports whether what is then retrieved has a text.
func says(query, text string) func(*testing.T, string) string {
	return func(t *testing.T, url string) string {
		exchange(t, "GET", url+"/y", "")
		_, got := call(t, "PUT", url+"/mockserver/retrieve?"+query, "")
		return fmt.Sprint(strings.Contains(got, text))
	}
}

// recorded sends two requests and counts what is recorded.
func recorded(t *testing.T, url string) string {
	exchange(t, "GET", url+"/a", "")
	exchange(t, "GET", url+"/b", "")
	_, got := call(t, "PUT", url+"/mockserver/retrieve", "")
	return fmt.Sprint(min(strings.Count(got, `"method"`), 2))
}

// verification sends two requests and reports whether a verification then
// fails with a text.
func verification(document, text string) func(*testing.T, string) string {
	return func(t *testing.T, url string) string {
		exchange(t, "GET", url+"/a", "")
		exchange(t, "GET", url+"/b", "")
		_, got := call(t, "PUT", url+"/mockserver/verify", document)
		return fmt.Sprint(strings.Contains(got, text))
	}
}

func takes(observe func(*testing.T, string) string, limit time.Duration) func(*testing.T, string) string {
	return func(t *testing.T, url string) string {
		begun := time.Now()
		observe(t, url)
		if time.Since(begun) < limit {
			return "less"
		}
		return "at least"
	}
}

func speaksHTTP2(t *testing.T, url string) string {
	protocols := new(http.Protocols)
	protocols.SetUnencryptedHTTP2(true)
	transport := &http.Transport{Protocols: protocols}
	defer transport.CloseIdleConnections()
	response, err := (&http.Client{Transport: transport, Timeout: 10 * time.Second}).Get(url)
	if err == nil {
		response.Body.Close()
	}
	return fmt.Sprint(err == nil)
}

// firstLines sends bytes and reports whether a line of the answer's head is the
// one wanted.
func firstLines(sent, wanted string) func(*testing.T, string) string {
	return func(t *testing.T, url string) string {
		connection, err := net.Dial("tcp", strings.TrimPrefix(url, "http://"))
		if err != nil {
			t.Fatal(err)
		}
		defer connection.Close()
		if _, err := io.WriteString(connection, sent); err != nil {
			t.Fatal(err)
		}
		var head []byte
		for buffer := make([]byte, 1); !bytes.HasSuffix(head, []byte("\r\n\r\n")); head = append(head, buffer...) {
			if _, err := io.ReadFull(connection, buffer); err != nil {
				t.Fatal(err)
			}
		}
		return fmt.Sprint(strings.Contains(strings.ToLower(string(head)), wanted))
	}
}

// stopsWhileBusy stops a server that is answering and reports whether its port
// is free in much less time than it would wait unless told.
func stopsWhileBusy(t *testing.T, url string) string {
	address := strings.TrimPrefix(url, "http://")
	busy, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	defer busy.Close()
	if _, err := io.WriteString(busy, "GET /slow HTTP/1.1\r\nHost: h\r\n\r\n"); err != nil {
		t.Fatal(err)
	}
	for recorded := ""; !strings.Contains(recorded, "/slow"); { // it has been taken up
		_, recorded = call(t, "PUT", url+"/mockserver/retrieve", "")
	}
	begun := time.Now()
	call(t, "PUT", url+"/mockserver/stop", "")
	io.Copy(io.Discard, busy) // ends when the server cuts it
	return fmt.Sprint(time.Since(begun) < 10*time.Second)
}
