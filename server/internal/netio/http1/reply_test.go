package http1

import (
	"strings"
	"testing"

	"github.com/mockserver/mockserver/server/internal/action"
	"github.com/mockserver/mockserver/server/internal/model"
)

func field(name, value string) model.Field { return model.Field{Name: name, Value: value} }

func pointer[T any](value T) *T { return &value }

// Each head is what MockServer 7.5.0 writes, but for the phrase of codes it
// knows none for.
func TestPlanReplyHeads(t *testing.T) {
	body := []byte("hello")
	options := func(o model.ConnectionOptions) *model.ConnectionOptions { return &o }
	for name, test := range map[string]struct {
		reply action.Reply
		asked Asked
		want  []string
	}{
		"plain": {action.Reply{Body: body}, Asked{KeepAlive: true},
			[]string{"HTTP/1.1 200 OK", "connection: keep-alive", "content-length: 5"}},
		"no body": {action.Reply{Status: 404}, Asked{},
			[]string{"HTTP/1.1 404 Not Found", "connection: close", "content-length: 0"}},
		"headers as configured": {action.Reply{Headers: []model.Field{field("X-B", "1"), field("aA", "2"), field("X-B", "3")}}, Asked{KeepAlive: true},
			[]string{"HTTP/1.1 200 OK", "X-B: 1", "aA: 2", "X-B: 3", "connection: keep-alive", "content-length: 0"}},
		"own phrase": {action.Reply{Status: 999, Reason: "So What"}, Asked{KeepAlive: true},
			[]string{"HTTP/1.1 999 So What", "connection: keep-alive", "content-length: 0"}},
		"no phrase known": {action.Reply{Status: 299}, Asked{KeepAlive: true},
			[]string{"HTTP/1.1 299 ", "connection: keep-alive", "content-length: 0"}},
		"line breaks are dropped": {action.Reply{Reason: "a\r\nb", Headers: []model.Field{field("X\r\nY", "c\nd")}}, Asked{KeepAlive: true},
			[]string{"HTTP/1.1 200 ab", "XY: cd", "connection: keep-alive", "content-length: 0"}},
		"own length, connection and coding": {action.Reply{Body: body, Headers: []model.Field{
			field("Content-Length", "99"), field("Connection", "weird"), field("Transfer-Encoding", "x")}}, Asked{KeepAlive: true},
			[]string{"HTTP/1.1 200 OK", "Content-Length: 99", "Transfer-Encoding: x", "connection: keep-alive"}},
		"HEAD has the length": {action.Reply{Body: body}, Asked{Head: true, KeepAlive: true},
			[]string{"HTTP/1.1 200 OK", "connection: keep-alive", "content-length: 5"}},
		"204 has no length": {action.Reply{Status: 204, Body: body, Headers: []model.Field{field("Content-Length", "5")}}, Asked{KeepAlive: true},
			[]string{"HTTP/1.1 204 No Content", "connection: keep-alive"}},
		"304 has the length": {action.Reply{Status: 304, Body: body}, Asked{KeepAlive: true},
			[]string{"HTTP/1.1 304 Not Modified", "connection: keep-alive", "content-length: 5"}},
		"suppressed length": {action.Reply{Body: body, Connection: options(model.ConnectionOptions{SuppressContentLengthHeader: true})}, Asked{KeepAlive: true},
			[]string{"HTTP/1.1 200 OK", "connection: keep-alive"}},
		"overridden length": {action.Reply{Body: body, Headers: []model.Field{field("content-length", "5")},
			Connection: options(model.ConnectionOptions{ContentLengthHeaderOverride: pointer(int64(50))})}, Asked{KeepAlive: true},
			[]string{"HTTP/1.1 200 OK", "connection: keep-alive", "content-length: 50"}},
		"suppressed connection": {action.Reply{Connection: options(model.ConnectionOptions{SuppressConnectionHeader: true})}, Asked{KeepAlive: true},
			[]string{"HTTP/1.1 200 OK", "content-length: 0"}},
		"suppressed connection leaves one's own": {action.Reply{Headers: []model.Field{field("Connection", "x")},
			Connection: options(model.ConnectionOptions{SuppressConnectionHeader: true})}, Asked{KeepAlive: true},
			[]string{"HTTP/1.1 200 OK", "Connection: x", "content-length: 0"}},
		"shown as closing": {action.Reply{Connection: options(model.ConnectionOptions{KeepAliveOverride: pointer(false)})}, Asked{KeepAlive: true},
			[]string{"HTTP/1.1 200 OK", "connection: close", "content-length: 0"}},
		"shown as staying": {action.Reply{Connection: options(model.ConnectionOptions{KeepAliveOverride: pointer(true)})}, Asked{},
			[]string{"HTTP/1.1 200 OK", "connection: keep-alive", "content-length: 0"}},
		"chunks": {action.Reply{Body: body, Headers: []model.Field{field("Content-Length", "5")},
			Connection: options(model.ConnectionOptions{ChunkSize: 2})}, Asked{KeepAlive: true},
			[]string{"HTTP/1.1 200 OK", "connection: keep-alive", "transfer-encoding: chunked"}},
		"chunks by header": {action.Reply{Body: body, Headers: []model.Field{field("Transfer-Encoding", "chunked")}}, Asked{KeepAlive: true},
			[]string{"HTTP/1.1 200 OK", "connection: keep-alive", "transfer-encoding: chunked"}},
	} {
		plan := PlanReply(nil, &test.reply, test.asked)
		if got := string(plan.Head); got != strings.Join(test.want, "\r\n")+"\r\n\r\n" {
			t.Errorf("%s:\n%q", name, got)
		}
	}
}

func TestPlanReplyBodies(t *testing.T) {
	for name, test := range map[string]struct {
		reply     action.Reply
		asked     Asked
		body      string
		chunkSize int
	}{
		"plain":            {action.Reply{Body: []byte("x")}, Asked{}, "x", 0},
		"HEAD":             {action.Reply{Body: []byte("x")}, Asked{Head: true}, "", 0},
		"204":              {action.Reply{Status: 204, Body: []byte("x")}, Asked{}, "", 0},
		"304":              {action.Reply{Status: 304, Body: []byte("x")}, Asked{}, "", 0},
		"101":              {action.Reply{Status: 101, Body: []byte("x")}, Asked{}, "x", 0},
		"chunked by size":  {action.Reply{Body: []byte("abc"), Connection: &model.ConnectionOptions{ChunkSize: 2}}, Asked{}, "abc", 2},
		"chunked HEAD":     {action.Reply{Body: []byte("abc"), Connection: &model.ConnectionOptions{ChunkSize: 2}}, Asked{Head: true}, "", 0},
		"chunked header":   {action.Reply{Body: []byte("abc"), Headers: []model.Field{field("transfer-encoding", "Chunked")}}, Asked{}, "abc", 3},
		"chunked no body":  {action.Reply{Headers: []model.Field{field("transfer-encoding", "chunked")}}, Asked{}, "", 1},
		"longer than told": {action.Reply{Body: []byte("abc"), Connection: &model.ConnectionOptions{ContentLengthHeaderOverride: pointer(int64(1))}}, Asked{}, "abc", 0},
	} {
		plan := PlanReply(nil, &test.reply, test.asked)
		if string(plan.Body) != test.body || plan.ChunkSize != test.chunkSize {
			t.Errorf("%s: body %q in chunks of %d", name, plan.Body, plan.ChunkSize)
		}
	}
}

func TestPlanReplyClose(t *testing.T) {
	for name, test := range map[string]struct {
		close     *bool
		keepAlive bool
		want      bool
	}{
		"client stays":                {nil, true, false},
		"client goes":                 {nil, false, true},
		"closed though client stays":  {pointer(true), true, true},
		"kept open though it goes":    {pointer(false), false, false},
		"closed as the client wishes": {pointer(true), false, true},
	} {
		reply := action.Reply{Connection: &model.ConnectionOptions{CloseSocket: test.close}}
		if got := PlanReply(nil, &reply, Asked{KeepAlive: test.keepAlive}).Close; got != test.want {
			t.Errorf("%s: close is %v", name, got)
		}
	}
}
