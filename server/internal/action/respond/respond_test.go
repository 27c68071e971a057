package respond_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"reflect"
	"testing"
	"testing/synctest"
	"time"

	"github.com/mockserver/mockserver/server/internal/action"
	"github.com/mockserver/mockserver/server/internal/action/respond"
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
)

func fields(pairs ...string) []model.Field {
	var fields []model.Field
	for i := 0; i < len(pairs); i += 2 {
		fields = append(fields, model.Field{Name: pairs[i], Value: pairs[i+1]})
	}
	return fields
}

// settings is a fixed global delay.
type settings time.Duration

func (s settings) GlobalDelay() time.Duration { return time.Duration(s) }

// exchange notes what happens to it, and when.
type exchange struct {
	begun        time.Time
	recorded     *model.Response
	recordedAt   time.Duration
	sent         *action.Reply
	sentAt       time.Duration
	sentUnsought bool // sent before it was recorded
}

func (x *exchange) Request() *model.Request { return &model.Request{} }

func (x *exchange) Record(response *model.Response) {
	x.recorded, x.recordedAt = response, time.Since(x.begun)
}

func (x *exchange) Send(_ context.Context, reply *action.Reply) error {
	x.sent, x.sentAt, x.sentUnsought = reply, time.Since(x.begun), x.recorded == nil
	return nil
}

func compile(t *testing.T, global time.Duration, config string) action.Action {
	t.Helper()
	tree, err := jsontree.Parse([]byte(config))
	if err != nil {
		t.Fatal(err)
	}
	compiled, err := respond.Compiler(settings(global))(tree)
	if err != nil {
		t.Fatal(err)
	}
	return compiled
}

func TestExchangeIsRecordedAtOnceAndAnsweredAfterTheDelays(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		compiled := compile(t, time.Second, `{"statusCode": 201, "delay": {"timeUnit": "MINUTES", "value": 2}}`)
		x := &exchange{begun: time.Now()}
		if err := compiled.Do(t.Context(), x); err != nil {
			t.Fatal(err)
		}
		if x.recordedAt != 0 || x.sentUnsought || x.sentAt != 2*time.Minute+time.Second || x.sent.Status != 201 || x.recorded.StatusCode != 201 {
			t.Errorf("%+v", x)
		}
	})
}

func TestClientThatGaveUpIsStillRecorded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		compiled := compile(t, 0, `{"delay": {"timeUnit": "HOURS", "value": 1}}`)
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		x := &exchange{begun: time.Now()}
		if err := compiled.Do(ctx, x); err != nil || x.recorded == nil || x.sent != nil {
			t.Errorf("%v, %+v", err, x)
		}
	})
}

func TestReply(t *testing.T) {
	text := func(text, contentType string) *model.Body {
		return &model.Body{Type: "STRING", Text: text, ContentType: contentType}
	}
	for name, test := range map[string]struct {
		response model.Response
		headers  []model.Field
		body     string
	}{
		"nothing":                        {model.Response{}, nil, ""},
		"text has no content type":       {model.Response{Body: text("é", "")}, nil, "é"},
		"text with a type is Latin 1":    {model.Response{Body: text("é", "text/plain")}, fields("content-type", "text/plain"), "\xe9"},
		"text with a charset":            {model.Response{Body: text("é", "text/plain; charset=utf-8")}, fields("content-type", "text/plain; charset=utf-8"), "é"},
		"a header beats the body's type": {model.Response{Headers: fields("CONTENT-TYPE", "a/b"), Body: text("x", "c/d")}, fields("CONTENT-TYPE", "a/b"), "x"},
		"a header's charset":             {model.Response{Headers: fields("content-type", "text/plain; charset=iso-8859-1"), Body: text("é", "")}, fields("content-type", "text/plain; charset=iso-8859-1"), "\xe9"},
		"a header without charset":       {model.Response{Headers: fields("content-type", "text/html"), Body: text("é", "")}, fields("content-type", "text/html"), "\xe9"},
		"a JSON header":                  {model.Response{Headers: fields("content-type", "application/json"), Body: text("é", "")}, fields("content-type", "application/json"), "é"},
		"JSON":                           {model.Response{Body: &model.Body{Type: "JSON", Text: `{"é": 1}`}}, fields("content-type", "application/json; charset=utf-8"), `{"é": 1}`},
		"JSON under another type":        {model.Response{Headers: fields("Content-Type", "text/plain"), Body: &model.Body{Type: "JSON", Text: `"é"`}}, fields("Content-Type", "text/plain"), `"é"`},
		"JSON with a type of its own":    {model.Response{Body: &model.Body{Type: "JSON", Text: `"é"`, ContentType: "text/plain"}}, fields("content-type", "text/plain"), `"é"`},
		"JSON in another charset":        {model.Response{Headers: fields("Content-Type", "application/json; charset=iso-8859-1"), Body: &model.Body{Type: "JSON", Text: `"é"`}}, fields("Content-Type", "application/json; charset=iso-8859-1"), "\"\xe9\""},
		"XML":                            {model.Response{Body: &model.Body{Type: "XML", Text: "<é/>"}}, fields("content-type", "application/xml; charset=utf-8"), "<é/>"},
		"bytes":                          {model.Response{Body: &model.Body{Type: "BINARY", Bytes: []byte{0, 255}}}, nil, "\x00\xff"},
		"a kind that only matches":       {model.Response{Body: &model.Body{Type: "REGEX", Text: ".*"}}, nil, ""},
		"repeated headers":               {model.Response{Headers: fields("A", "1", "A", "2")}, fields("A", "1", "A", "2"), ""},
		"cookies":                        {model.Response{Cookies: fields("s", "1", "t", "2")}, fields("set-cookie", "s=1", "set-cookie", "t=2"), ""},
		"a cookie that a header sets": {model.Response{Headers: fields("Set-Cookie", "s=1; Path=/"), Cookies: fields("s", "1", "t", "2")},
			fields("Set-Cookie", "s=1; Path=/", "set-cookie", "t=2"), ""},
		"a cookie that a header sets otherwise": {model.Response{Headers: fields("Set-Cookie", "s=2"), Cookies: fields("s", "1")},
			fields("Set-Cookie", "s=2", "set-cookie", "s=1"), ""},
	} {
		reply := respond.Reply(&test.response)
		if !reflect.DeepEqual(reply.Headers, test.headers) || string(reply.Body) != test.body {
			t.Errorf("%s: headers %v, body %q", name, reply.Headers, reply.Body)
		}
	}
}

func TestFileIsReadWhenItIsServed(t *testing.T) {
	t.Chdir(t.TempDir())
	compiled := compile(t, 0, `{"statusCode": 201, "body": {"type": "FILE", "filePath": "a.txt", "contentType": "text/plain"}}`)
	for _, content := range []string{"hé", "\x00\xff"} {
		if err := os.WriteFile("a.txt", []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		x := &exchange{}
		if err := compiled.Do(t.Context(), x); err != nil {
			t.Fatal(err)
		}
		if x.sent.Status != 201 || string(x.sent.Body) != content || !reflect.DeepEqual(x.sent.Headers, fields("content-type", "text/plain")) {
			t.Errorf("%+v", x.sent)
		}
	}
}

func TestFileThatCannotBeRead(t *testing.T) {
	compiled := compile(t, 0, `{"statusCode": 201, "body": {"type": "FILE", "filePath": "/no/such/file"}}`)
	x := &exchange{}
	err := compiled.Do(t.Context(), x)
	var failure *action.Failure
	if !errors.As(err, &failure) || !errors.Is(err, fs.ErrNotExist) || failure.Reply.Status != 500 || x.sent != nil || x.recorded == nil {
		t.Errorf("%v, %+v", err, x)
	}
}
