package imports_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/mockserver/mockserver/server/internal/action/respond"
	"github.com/mockserver/mockserver/server/internal/format"
	"github.com/mockserver/mockserver/server/internal/format/example"
	"github.com/mockserver/mockserver/server/internal/imports"
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/match"
	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/target"
	"github.com/mockserver/mockserver/server/internal/wire"
)

// What the server writes of recorded exchanges it also reads, and that matches
// the requests and answers them as they were answered.
func TestRoundTrip(t *testing.T) {
	const rounds = 300
	dice := rand.New(rand.NewPCG(1, 2))
	for _, name := range []string{"HAR", "POSTMAN"} {
		t.Run(name, func(t *testing.T) {
			for range rounds {
				exchange := recorded(dice, name == "HAR")
				document := written(t, name, exchange)
				list, err := imports.Read(document, "")
				if err != nil || len(list) != 1 {
					t.Fatalf("%v, %d expectations of %s", err, len(list), document)
				}
				check(t, list[0], exchange, string(document))
			}
		})
	}
}

func written(t *testing.T, name string, exchange *model.Exchange) []byte {
	t.Helper()
	about := example.About{Title: "test", Version: "1", BaseURL: "http://localhost:1080", Now: time.Unix(0, 0)}
	kind, _ := format.DocumentNamed(name)
	var document bytes.Buffer
	if err := kind.Write(&document, example.Each([]example.Exchange{example.Recorded(exchange, &about)}), about); err != nil {
		t.Fatal(err)
	}
	return document.Bytes()
}

func check(t *testing.T, e *model.Expectation, exchange *model.Exchange, document string) {
	t.Helper()
	options := match.Options{AmpersandOnly: true}
	matcher, err := match.Compile(e.Request, options)
	if err != nil {
		t.Fatal(err)
	}
	again := *exchange.Request
	again.Secure, again.KeepAlive, again.Protocol = !again.Secure, !again.KeepAlive, model.HTTP2
	if !matcher.Match(match.NewRequest(&again)) {
		t.Errorf("%+v does not match, from %s", matcher.Explain(match.NewRequest(&again)), document)
	}
	response, err := wire.ParseResponse(e.Actions[0].Config)
	if err != nil {
		t.Fatal(err)
	}
	given, was := respond.Reply(response), respond.Reply(exchange.Response)
	if given.Status != was.Status || !bytes.Equal(given.Body, was.Body) || fmt.Sprint(given.Headers) != fmt.Sprint(was.Headers) {
		t.Errorf("answers %+v instead of %+v, from %s", given, was, document)
	}
}

// recorded is an exchange made up at random, with bodies that are no text only
// if binary: a Postman collection does not hold any.
func recorded(dice *rand.Rand, binary bool) *model.Exchange {
	query := pick(dice, "", "a=1", "a=%20b&c=!d&a=?e", "x=%zz&y=%C3%A9&z=a+b")
	request := &model.Request{
		ID: "1", Method: pick(dice, "GET", "POST", "BREW"), RawQuery: query, Query: target.Query(query),
		Path:    pick(dice, "/", "/a", "/a%20b/c", "/(x)/[y", "/a.*b+", "/!not", "/%7Bid%7D"),
		Headers: []model.Field{{Name: "Host", Value: "h:1"}, {Name: "X-Own", Value: pick(dice, "a", "!a", "?b", "[", "x,y")}},
		Local:   netip.MustParseAddrPort("127.0.0.1:1080"), Protocol: model.HTTP1, KeepAlive: true,
	}
	bodies := []string{"", "plain", `{"a":1, "b":[true]}`, "<a> <b/></a>", "!text", "a=1&b=%20", `"json"`, strings.Repeat("x", 5000)}
	if binary {
		bodies = append(bodies, "h\xe9")
	}
	if body := pick(dice, bodies...); body != "" {
		request.Body = []byte(body)
		request.Headers = append(request.Headers, model.Field{Name: "Content-Type", Value: pick(dice,
			"text/plain", "application/json", "application/xml", "application/x-www-form-urlencoded", "text/plain; charset=iso-8859-1")})
	}
	answer := &model.Response{StatusCode: 200 + dice.IntN(300), Headers: []model.Field{{Name: "X-Given", Value: pick(dice, "1", "!1")}}}
	contentType := pick(dice, "text/plain", "application/json; charset=utf-8", "text/html; charset=utf-16")
	answer.Headers = append(answer.Headers, model.Field{Name: "Content-Type", Value: contentType})
	switch pick(dice, "text", "json", "none", "binary") {
	case "text":
		answer.Body = wire.TextBody(pick(dice, "hi", "hé", "!x", `{"a":1.0}`))
	case "json":
		config, _ := jsontree.Parse([]byte(`{"body":{"type":"JSON","json":"{ \"a\" : 1 }"}}`))
		parsed, _ := wire.ParseResponse(config)
		answer.Body = parsed.Body
	case "binary":
		if binary {
			answer.Body = wire.ContentBody("image/png", []byte("\x89PNG\x00\xff"))
		}
	}
	return &model.Exchange{Request: request, Response: answer, Outcome: model.Forwarded}
}

func pick(dice *rand.Rand, choices ...string) string { return choices[dice.IntN(len(choices))] }
