// Package har reads exchanges from HTTP archives (HAR 1.2).
package har

import (
	"encoding/base64"
	"regexp"
	"strconv"
	"strings"

	"github.com/mockserver/mockserver/server/internal/charset"
	"github.com/mockserver/mockserver/server/internal/imports/document"
	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/replay"
	"github.com/mockserver/mockserver/server/internal/target"
	"github.com/mockserver/mockserver/server/internal/wire"
)

// Is says whether a document is an archive.
func Is(root document.Node) bool { return root.Member("log").Member("entries").Given() }

// Read returns the expectations that answer as the servers of an archive did,
// called har-0 and so on by the entries. What was never answered over HTTP is
// left out. What cannot be read is noted in the document.
func Read(root document.Node) []*model.Expectation {
	entries := root.Member("log").Member("entries")
	if !entries.Given() {
		entries.Refusef("is missing, but every HTTP archive has it")
	}
	var list []*model.Expectation
	for i, entry := range entries.List() {
		if !entry.IsObject() {
			continue
		}
		if exchange := read(entry); exchange != nil {
			exchange.Request.ID = "har-" + strconv.Itoa(i)
			list = append(list, expectation(exchange, entry.Member("request").Member("postData")))
		}
	}
	return list
}

// expectation asks for nothing that an archive does not tell.
func expectation(exchange *model.Exchange, sent document.Node) *model.Expectation {
	e := replay.Stable(replay.Expectation(exchange))
	e.Request.Secure = nil
	e.Request.PathParameters = replay.PathParameters(exchange.Request.Path, nil)
	if !sent.Member("text").Given() {
		e.Request.Body = replay.Form(fields(sent.Member("params")))
	}
	return e
}

// read is the exchange of an entry; nil for one that no server answered.
func read(entry document.Node) *model.Exchange {
	location := entry.Member("request").Member("url")
	address, _, _ := strings.Cut(location.Text(), "#")
	status := entry.Member("response").Member("status").Int()
	if status < 200 { // blocked, aborted, or no plain HTTP from there on
		return nil
	}
	switch scheme := scheme(address); {
	case strings.HasPrefix(address, "/"), isHTTP.MatchString(address):
		return &model.Exchange{Request: request(entry.Member("request"), address), Response: response(entry.Member("response"), status)}
	case scheme == "" || scheme == "http" || scheme == "https":
		location.Refusef("is not a URL")
	}
	return nil // data:, ws: and what else browsers load by themselves
}

var isHTTP = regexp.MustCompile(`^(?i:https?)://[^/?]`)

// scheme is what a URL begins with, in lower case; "" when that is not its
// scheme.
func scheme(address string) string {
	end := strings.IndexAny(address, ":/?")
	if end < 0 || address[end] != ':' {
		return ""
	}
	return strings.ToLower(address[:end])
}

func request(given document.Node, address string) *model.Request {
	path, query := target.Split(address)
	r := &model.Request{
		Method:   strings.ToUpper(given.Member("method").Text()),
		Path:     target.Escape(path),
		RawQuery: query,
		Query:    target.Query(query),
		Headers:  fields(given.Member("headers")),
	}
	if r.Method == "" {
		r.Method = "GET"
	}
	if query == "" {
		r.Query = fields(given.Member("queryString"))
	}
	data := given.Member("postData")
	if r.Body = base64Content(data); r.Body == nil {
		r.Body = charset.Encode(wire.ContentType(r.Headers), data.Member("text").Text())
	}
	return r
}

func response(given document.Node, status int) *model.Response {
	r := &model.Response{StatusCode: status}
	for _, field := range fields(given.Member("headers")) {
		if !replay.VolatileAnswer(field.Name) && !strings.EqualFold(field.Name, "Content-Encoding") {
			r.Headers = append(r.Headers, field)
		}
	}
	content := given.Member("content")
	if bytes := base64Content(content); bytes != nil {
		r.Body = wire.ContentBody(wire.ContentType(r.Headers), bytes)
	} else if text := content.Member("text").Text(); text != "" {
		r.Body = wire.TextBody(text)
	}
	return r
}

// base64Content is what stands there in base64; nil when it does not.
func base64Content(given document.Node) []byte {
	text := given.Member("text")
	if !strings.EqualFold(given.Member("encoding").Text(), "base64") || text.Text() == "" {
		return nil
	}
	content, err := base64.StdEncoding.DecodeString(text.Text())
	if err != nil {
		text.Refusef("is not base64: %v", err)
	}
	return content
}

func fields(given document.Node) []model.Field {
	var list []model.Field
	for _, item := range given.List() {
		if item.IsObject() {
			list = append(list, model.Field{Name: item.Member("name").Text(), Value: item.Member("value").Text()})
		}
	}
	return list
}
