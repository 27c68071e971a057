package match

import (
	"testing"
	"time"

	"github.com/mockserver/mockserver/server/internal/costtest"
	"github.com/mockserver/mockserver/server/internal/match/pattern"
	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/wire"
)

// costPerByte bounds what a byte of a matcher or a request costs in memory.
const costPerByte = 20_000

// FuzzMatch: whatever the matcher and the request, a verdict comes in time, and
// Match, Explain and Differences agree on it. A matcher that is negated says
// the opposite, and one looks through definitions.
func FuzzMatch(f *testing.F) {
	for _, seed := range []string{
		`{"method":"P.*","path":"/a/{x}","pathParameters":{"x":["[0-9]+"]},"headers":{"keyMatchStyle":"MATCHING_KEY","?h":["!v"]}}`,
		`{"body":{"type":"XML","xml":"<a>${xmlunit.ignore}</a>"}}`, `{"body":{"type":"XPATH","xpath":"count(//a[@x > 1]) = 1"}}`,
		`{"body":{"type":"JSON_PATH","jsonPath":"$..a[?(@.b =~ /c.*/)]"}}`, `{"body":{"type":"JSON","json":{"a":"${json-unit.any-number}"}}}`,
		`{"body":{"type":"JSON_SCHEMA","jsonSchema":{"type":"object","required":["a"],"patternProperties":{"^b+$":{"format":"email"}}}}}`,
		`{"body":{"type":"XML_SCHEMA","xmlSchema":"<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:element name='a' type='xs:string'/></xs:schema>"}}`,
		`{"body":{"type":"PARAMETERS","parameters":{"a":["[a-z]+"]}}}`, `{"body":{"graphQL":{"query":"{ a }","selectionSetMatchType":"AST_SUBSET"}}}`,
		`{"body":{"type":"JSON_RPC","method":"m","paramsSchema":{"type":"array"}}}`, `{"body":{"type":"MULTIPART","fields":{"a":["b"]}}}`,
		`{"if":{"path":"/a"},"then":{"method":"GET"},"else":{"body":"x"}}`, `{"path":"(?=/a)/.*(?<!b)$","cookies":{"!a":".*"}}`,
		`{"jwt":{"claims":{"sub":"a"},"issuer":"!b"},"queryStringParameters":{"a":[{"schema":{"type":"integer"}}]}}`,
	} {
		f.Add(seed, "/a/1", "Bearer e30.e30.", []byte(`{"a":1}`), "application/json")
		f.Add(seed, "/a", "a=b; c=d", []byte(`<a x="2">b</a>`), "text/xml")
	}
	f.Fuzz(func(t *testing.T, document, path, header string, body []byte, contentType string) {
		m, err := wire.ParseRequestMatcher([]byte(document))
		if err != nil || m == nil {
			return
		}
		fields := []model.Field{{Name: "Content-Type", Value: contentType}, {Name: "Authorization", Value: header}, {Name: "h", Value: header}}
		request := &model.Request{Method: "POST", Path: path, Body: body, Headers: fields, Query: fields[1:], Cookies: fields[2:], Protocol: model.HTTP1}
		size := len(document) + len(path) + len(header) + len(body) + len(contentType)
		costtest.Bound(t, size, costPerByte, func() { checkVerdicts(t, m, request, document) })
	})
}

func checkVerdicts(t *testing.T, m *model.RequestMatcher, request *model.Request, document string) {
	o := Options{RegexTimeout: 100 * time.Millisecond}
	compiled, err := Compile(m, o)
	if err != nil {
		return
	}
	asked := NewRequest(request)
	verdict := compiled.Match(asked)
	explanation := compiled.Explain(asked)
	if len(asked.Exhausted()) > 0 {
		return // a pattern that ran out of time may have decided differently before
	}
	if explanation.Matched != verdict {
		t.Errorf("%s on %+v: %v, explained as %+v", document, request, verdict, explanation)
	}
	filter, err := Compile(m, Options{RegexTimeout: o.RegexTimeout, ControlPlane: true})
	if err != nil {
		t.Errorf("%s is no filter: %v", document, err)
		return
	}
	filter.MatchDefinition(m, o, &pattern.Budget{})
	opposite := *m
	opposite.Not = !m.Not
	negated, err := Compile(&opposite, o)
	if err != nil || negated.Match(NewRequest(request)) == verdict {
		t.Errorf("%s on %+v: %v, and so when negated, %v", document, request, verdict, err)
	}
}
