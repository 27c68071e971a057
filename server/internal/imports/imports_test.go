package imports_test

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/mockserver/mockserver/server/internal/imports"
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/redact"
	"github.com/mockserver/mockserver/server/internal/wire"
)

// shown is each expectation on a line: its id, what it asks for, its answer.
func shown(list []*model.Expectation) string {
	var lines []string
	for _, e := range list {
		asked := wire.RequestMatcherValue(e.Request).AppendCompact(nil)
		lines = append(lines, fmt.Sprintf("%s %s -> %s", e.ID, asked, e.Actions[0].Config.AppendCompact(nil)))
	}
	return strings.Join(lines, "\n") + "\n"
}

func imported(t *testing.T, file string) []*model.Expectation {
	t.Helper()
	text, err := os.ReadFile("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	list, err := imports.Read(text, "")
	if err != nil {
		t.Fatal(err)
	}
	return list
}

const archive = `har-0 {"method":"GET","path":"/pets/1%20a","queryStringParameters":{"q":["a b"],"page":["2"]},"headers":{"x-shop":[{"not":false,"value":"!main"}],"x-api-key":["k3y"]}} -> {"statusCode":200,"headers":{"x-rate":["1","2"],"content-type":["application/json; charset=utf-8"]},"body":"{\"name\": \"Rex\", \"token\": \"t0p\"}"}
har-1 {"method":"GET","path":"/logo.png"} -> {"statusCode":200,"headers":{"Content-Type":["image/png"]},"body":{"type":"BINARY","base64Bytes":"iVBORw0KGgo="}}
har-4 {"method":"POST","path":"/login","headers":{"Content-Type":["application/x-www-form-urlencoded"]},"body":{"type":"PARAMETERS","parameters":{"user":["foo"],"password":["b ar"]}}} -> {"statusCode":204}
har-5 {"method":"POST","path":"/pets","headers":{"Content-Type":["application/json"]},"body":{"type":"JSON","json":{"name":"Rex","secret":{"a":1}},"matchType":"STRICT"}} -> {"statusCode":201,"body":"made"}
`

// CP-108, CP-255, AP-280: headers that change from call to call are left out,
// base64 is decoded, what was never answered over HTTP is passed over.
func TestHAR(t *testing.T) {
	if got := shown(imported(t, "shop.har")); got != archive {
		t.Errorf("got\n%s", got)
	}
}

// AP-280: a request body is matched up to 4096 characters.
func TestLongRequestBodies(t *testing.T) {
	for length, matched := range map[int]bool{4096: true, 4097: false} {
		document := fmt.Sprintf(`{"log":{"entries":[{"request":{"url":"/a","postData":{"text":"%s"}},"response":{"status":200}}]}}`, strings.Repeat("é", length))
		list, err := imports.Read([]byte(document), "")
		if err != nil || (list[0].Request.Body != nil) != matched {
			t.Errorf("%d characters: %v, %+v", length, err, list[0].Request.Body)
		}
	}
}

const collection = `postman-0-list-pets {"method":"GET","path":"/v1/pets","queryStringParameters":{"limit":["20"],"kind":["dog"]},"headers":{"Authorization":[".*"]}} -> {"statusCode":200,"headers":{"Content-Type":["application/json"]},"body":"[{\"name\":\"Rex\",\"apiKey\":\"k3y\"}]"}
postman-1-list-pets {"method":"GET","path":"/v1/pets","queryStringParameters":{"limit":["10"]}} -> {"statusCode":429,"body":"slow down"}
postman-2-get-pet {"method":"GET","path":"/v1/pets/{petId}/{part}","pathParameters":{"petId":["42"],"part":[".*"]},"headers":{"X-Shop":["a"],"X-Lang":[".*"]}} -> {"statusCode":200,"body":"Rex"}
postman-3-login {"method":"POST","path":"/login","body":{"type":"PARAMETERS","parameters":{"user":["foo"],"password":["bar"]}}} -> {"statusCode":204}
postman-4-make {"method":"POST","path":"/pets","headers":{"Content-Type":["application/json"]},"body":{"type":"JSON","json":{"kind":"dog"},"matchType":"STRICT"}} -> {"statusCode":201}
postman-5-ping {"method":"GET","path":"/ping"} -> {"statusCode":200,"body":"pong"}
`

// CP-255, AP-282: folders are entered, saved examples alone count, variables
// have their values, what is switched off is left out.
func TestPostman(t *testing.T) {
	if got := shown(imported(t, "shop.postman.json")); got != collection {
		t.Errorf("got\n%s", got)
	}
}

// AP-281.
func TestRedacted(t *testing.T) {
	rules := redact.New([]string{"X-Shop"}, []string{"user"})
	for _, file := range []string{"shop.har", "shop.postman.json"} {
		for _, e := range imported(t, file) {
			text := string(wire.ExpectationValue(rules.Expectation(e)).AppendCompact(nil))
			for _, secret := range []string{"k3y", "s3cret", "t0p", "n3w", "foo", "b ar", "bar", "!main"} {
				if strings.Contains(text, `"`+secret+`"`) || strings.Contains(text, `\"`+secret+`\"`) {
					t.Errorf("%s tells %q: %s", e.ID, secret, text)
				}
			}
		}
	}
}

// AP-284, AP-285, CP-108: a refusal names the place.
func TestRefusals(t *testing.T) {
	const entry = `{"request":{"url":"/a"},"response":{"status":200}}`
	for _, test := range []struct{ format, document, want string }{
		{"", " ", "a document to import is required, in one of the formats [har, postman]"},
		{"", "nonsense", "unexpected character 'n' where a value was expected at line 1, column 1"},
		{"", `{"a":1}`, "the format of the document is not recognised: name it as ?format=, one of [har, postman]"},
		{"", `[]`, "the format of the document is not recognised: name it as ?format=, one of [har, postman]"},
		{"pact", `{"log":{"entries":[]}}`, "unsupported import format: pact (supported formats: har, postman)"},
		{"har", `{"info":{},"item":[]}`, "$.log.entries: is missing, but every HTTP archive has it"},
		{"postman", `{"log":{"entries":[]}}`, "$.info: is missing, but every Postman collection has it"},
		{"HAR", `{"log":{"entries":{}}}`, "$.log.entries: is not an array"},
		{"", `{"log":{"entries":[` + entry + `,5]}}`, "$.log.entries[1]: is not an object"},
		{"", `{"log":{"entries":[{"request":{"url":":::"},"response":{"status":200}}]}}`, "$.log.entries[0].request.url: is not a URL"},
		{"", `{"log":{"entries":[{"request":{},"response":{"status":200}}]}}`, "$.log.entries[0].request.url: is not a URL"},
		{"", `{"log":{"entries":[{"request":{"url":"/a","headers":[{"name":[]}]},"response":{"status":200}}]}}`, "$.log.entries[0].request.headers[0].name: is not a string"},
		{"", `{"log":{"entries":[{"request":{"url":"/a"},"response":{"status":"ok"}}]}}`, "$.log.entries[0].response.status: is not a whole number"},
		{"", `{"log":{"entries":[{"request":{"url":"/a"},"response":{"status":200,"content":{"encoding":"base64","text":"@"}}}]}}`, "$.log.entries[0].response.content.text: is not base64"},
		{"", `{"log":{"entries":[` + strings.Repeat(entry+",", 10_000) + entry + `]}}`, "the document stands for 10001 expectations, which is more than 10000"},
		{"", `{"info":{},"item":[5]}`, "$.item[0]: is not an object"},
		{"", `{"info":{},"item":[{"item":[{"response":[{}]}]}]}`, "$.item[0].item[0].request: is not an object"},
		{"", `{"info":{},"item":[{"request":"/a","response":[{"header":[{"key":"a","disabled":1}]}]}]}`, "$.item[0].response[0].header[0].disabled: is not a boolean"},
		{"", `{"info":{},"item":[{"request":"/` + strings.Repeat("a", 1<<10) + `","response":[{}` + strings.Repeat(",{}", 1<<10) + `]}]}`,
			"$.item: the requests that several examples share take more than 1048576 bytes"},
		{"", `{"info":{},"variable":[{"key":"a","value":"` + strings.Repeat("x", 1<<15) + `"}],"item":[{"request":{"url":"/","header":[{"key":"{{a}}"}` + strings.Repeat(`,{"key":"{{a}}"}`, 1<<9) + `]},"response":[{}]}]}`,
			"$.variable: their values take more than 8388608 bytes where they are used"},
	} {
		_, err := imports.Read([]byte(test.document), test.format)
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%.200s: %v, want %s", test.document, err, test.want)
		}
	}
	var refused *wire.ValidationError
	if _, err := imports.Read([]byte(`{"log":{"entries":[5]}}`), ""); !errors.As(err, &refused) {
		t.Errorf("%T has no place", err)
	}
	var syntax *jsontree.SyntaxError
	if _, err := imports.Read([]byte(`{`), ""); !errors.As(err, &syntax) {
		t.Errorf("%T has no place", err)
	}
}
