package match

import (
	"strings"
	"testing"

	"github.com/mockserver/mockserver/server/internal/match/pattern"
	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/wire"
)

func TestResponseMatcher_CP202_CP241(t *testing.T) {
	response := &model.Response{
		StatusCode: 201, ReasonPhrase: "Created", Headers: []model.Field{{Name: "X", Value: "1"}},
		Cookies: []model.Field{{Name: "c", Value: "d"}}, Body: &model.Body{Type: "JSON", Text: `{"a":1,"b":2}`},
	}
	for _, test := range []struct {
		matcher  string
		response *model.Response
		want     bool
	}{
		{`{"statusCode":201}`, response, true},
		{`{"statusCode":200}`, response, false},
		{`{"statusCode":200}`, &model.Response{}, false},
		{`{"statusCodeRange":"2XX"}`, response, true},
		{`{"statusCodeRange":"3XX"}`, response, false},
		{`{"statusCodeRange":">= 400","statusCode":201}`, response, false},
		{`{"statusCodeRange":"< 300"}`, response, true},
		{`{"statusCodeRange":"2XX"}`, &model.Response{}, false},
		{`{"reasonPhrase":"C.*"}`, response, true},
		{`{"reasonPhrase":"OK"}`, response, false},
		{`{"reasonPhrase":"OK"}`, &model.Response{StatusCode: 200}, false},
		{`{"headers":{"x":["1"]}}`, response, true},
		{`{"headers":{"x":["2"]}}`, response, false},
		{`{"cookies":{"c":"d"}}`, response, true},
		{`{"cookies":{"c":"e"}}`, response, false},
		{`{"body":{"a":1}}`, response, true},
		{`{"body":{"type":"JSON","json":{"a":1},"matchType":"STRICT"}}`, response, false},
		{`{"body":{"type":"REGEX","regex":".*b.*"}}`, response, true},
		{`{"body":"x"}`, response, false},
		{`{"body":""}`, response, true},
		{`{}`, &model.Response{}, true},
	} {
		asked, err := wire.ParseVerification([]byte(`{"httpResponse":` + test.matcher + `}`))
		if err != nil {
			t.Fatalf("%s: %v", test.matcher, err)
		}
		m, err := CompileResponse(asked.Response, Options{})
		if err != nil {
			t.Fatalf("%s: %v", test.matcher, err)
		}
		if got := m.Match(test.response, &pattern.Budget{}); got != test.want {
			t.Errorf("%s on %+v: %v", test.matcher, test.response, got)
		}
		e := m.Explain(test.response, &pattern.Budget{})
		if e.Matched != test.want || !test.want && !strings.Contains(e.Differing()[0].Reasons[0], "match failed") {
			t.Errorf("%s on %+v: Explain says %+v", test.matcher, test.response, e)
		}
	}
}
