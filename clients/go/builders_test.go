package mock_test

import (
	"encoding/json"
	"testing"
	"time"

	mock "github.com/mockserver/mockserver/clients/go"
)

func TestBuilders(t *testing.T) {
	for want, b := range map[string]json.Marshaler{
		`{}`: mock.Request(),
		`{"method":"PATCH","path":"!/a","pathParameters":{"id":["1"]},"queryStringParameters":{"q":["1","2","3"]},"keepAlive":false,"secure":true,"protocol":"HTTP_2"}`: mock.Patch(mock.Not("/a")).
			PathParameter("id", "1").Query("q", "1", "2").Query("q", "3").KeepAlive(false).Secure(true).Protocol(mock.ProtocolHTTP2),
		`{"headers":{"?!x":[]},"cookies":{"c":"2"}}`:                                      mock.Request().Header(mock.Not(mock.Optional("x"))).Cookie("c", "1").Cookie("c", "2"),
		`{"path":{"schema":{"type":"string"},"not":true}}`:                                mock.Request().PathMatchingSchema(map[string]any{"type": "string"}, mock.WithNot(true)),
		`{"headers":{"a":["b",{"schema":{}}]}}`:                                           mock.Request().Header("a", "b").HeaderMatchingSchema("a", mock.Raw(`{}`)),
		`{"cookies":{"a":{"schema":{}}}}`:                                                 mock.Request().CookieMatchingSchema("a", struct{}{}),
		`{"headers":{"keyMatchStyle":"MATCHING_KEY","a":["b"]}}`:                          mock.Request().Headers(matchingKey("a", "b")),
		`{"body":{"type":"JSON","json":[1.50],"matchType":"STRICT"}}`:                     mock.Request().JSON(json.RawMessage(`[1.50]`), mock.JSONBodyMatchTypeStrict),
		`{"body":{"type":"STRING","string":"a","subString":true,"contentType":"text/x"}}`: mock.Request().Text("a", mock.WithSubString(true), mock.WithContentType("text/x")),
		`{"body":{"type":"REGEX","regex":"a+","optional":true}}`:                          mock.Request().Regex("a+", mock.WithOptional(true), nil),
		`{"body":{"type":"BINARY","base64Bytes":"AAE="}}`:                                 mock.Request().Binary([]byte{0, 1}),
		`{"body":{"type":"PARAMETERS","parameters":{"a":["b"]}}}`:                         mock.Request().Form(map[string][]string{"a": {"b"}}),
		`{"body":"plain"}`: mock.Request().Body(mock.NewBody("plain")),
		`{"statusCode":200,"delay":{"timeUnit":"MICROSECONDS","value":1500}}`: mock.Reply(200).Delay(1500 * time.Microsecond),
		`{"statusCode":200,"connectionOptions":{"chunkSize":3}}`:              mock.Reply(200).ConnectionOptions(mock.NewConnectionOptions().ChunkSize(3)),
		`{"statusCode":200,"connectionOptions":{"own":1}}`:                    mock.Reply(200).ConnectionOptions(mock.Plain{"own": 1}),
		`{"statusCodeRange":"2XX"}`:                                           mock.Response().StatusCodeRange("2XX"),
		`{"httpRequest":{"path":5},"httpResponse":{}}`:                        mock.When(mock.Plain{"path": 5}).Respond(mock.HTTPResponse{}),
	} {
		got, err := b.MarshalJSON()
		if err != nil || string(got) != want {
			t.Errorf("got  %s (%v)\nwant %s", got, err, want)
		}
	}
}

func matchingKey(name string, values ...string) mock.MultiValueMap {
	m := mock.NewMultiValueMap(map[string][]string{name: values})
	style := mock.KeyMatchStyleMatchingKey
	m.KeyMatchStyle = &style
	return m
}

func TestBuildersAreValues(t *testing.T) {
	base := mock.Get("/a").Header("x", "1")
	first, second := base.Header("x", "2").Secure(true), base.Header("x", "3")
	for want, b := range map[string]json.Marshaler{
		`{"method":"GET","path":"/a","headers":{"x":["1"]}}`:                   base,
		`{"method":"GET","path":"/a","headers":{"x":["1","2"]},"secure":true}`: first,
		`{"method":"GET","path":"/a","headers":{"x":["1","3"]}}`:               second,
	} {
		if got, err := b.MarshalJSON(); err != nil || string(got) != want {
			t.Errorf("got %s (%v), want %s", got, err, want)
		}
	}
	built, err := base.Build()
	if err != nil {
		t.Fatal(err)
	}
	built.Headers.AdditionalProperties["y"] = mock.NewMultiValue([]mock.StringMatcher{})
	if got, _ := base.MarshalJSON(); string(got) != `{"method":"GET","path":"/a","headers":{"x":["1"]}}` {
		t.Errorf("what was built is not a copy: %s", got)
	}
}

func TestWhatABuilderWasGivenMayChange(t *testing.T) {
	user := map[string]string{"name": "foo"}
	b := mock.Request().JSON(user)
	user["name"] = "bar"
	if got, _ := b.MarshalJSON(); string(got) != `{"body":{"type":"JSON","json":{"name":"foo"}}}` {
		t.Errorf("got %s", got)
	}
}
