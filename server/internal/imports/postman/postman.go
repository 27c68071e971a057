// Package postman reads the examples saved in Postman collections (2.0 and
// 2.1).
package postman

import (
	"cmp"
	"fmt"
	"net/http"
	"regexp"
	"strings"

	"github.com/mockserver/mockserver/server/internal/imports/document"
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/replay"
	"github.com/mockserver/mockserver/server/internal/wire"
)

// Is says whether a document is a collection.
func Is(root document.Node) bool {
	return root.Member("info").Given() && root.Member("item").Given()
}

// Read returns an expectation for each saved example of a collection, folders
// included, called by their number and the name of the request:
// postman-0-list-pets. What cannot be read is noted in the document.
func Read(root document.Node) []*model.Expectation {
	for _, needed := range []string{"info", "item"} {
		if member := root.Member(needed); !member.Given() {
			member.Refusef("is missing, but every Postman collection has it")
		}
	}
	r := &reader{variables: variables{values: valuesOf(root)}}
	r.items(root.Member("item"))
	switch {
	case r.variables.expanded > maxExpanded:
		root.Member("variable").Refusef("their values take more than %d bytes where they are used", maxExpanded)
	case r.repeated > maxRepeated:
		root.Member("item").Refusef("the requests that several examples share take more than %d bytes", maxRepeated)
	}
	return r.list
}

// maxRepeated bounds the requests that are read again for another example, in
// bytes.
const maxRepeated = 1 << 20

// reader collects the examples of a collection.
type reader struct {
	variables variables
	examples  int
	repeated  int // bytes of requests that were read again
	list      []*model.Expectation
}

// items reads requests and the folders between them.
func (r *reader) items(list document.Node) {
	for _, item := range list.List() {
		if item.IsObject() {
			r.items(item.Member("item"))
			r.saved(item)
		}
	}
}

// saved reads the examples of a request. Each has the request that it answered,
// else it is of the request as it stands now.
func (r *reader) saved(item document.Node) {
	shared := item.Member("request")
	size := len(shared.Value.AppendCompact(nil))
	for i, saved := range item.Member("response").List() {
		asked := saved.Member("originalRequest")
		if !asked.Given() {
			asked = shared
			r.repeated += min(i, 1) * size
		}
		if saved.IsObject() && r.repeated <= maxRepeated {
			r.example(item.Member("name").Text(), asked, saved)
		}
		r.examples++
	}
}

// example adds the expectation that gives a saved answer to what was asked.
func (r *reader) example(name string, asked, saved document.Node) {
	request := r.request(asked)
	request.ID = fmt.Sprintf("postman-%d-%s", r.examples, slug(name))
	e := replay.Expectation(&model.Exchange{Request: request, Response: r.response(saved)})
	e.Request.KeepAlive, e.Request.Secure = nil, nil
	e.Request.PathParameters = replay.PathParameters(request.Path, r.values(asked.Member("url")))
	if form := asked.Member("body"); form.Member("mode").Text() == "urlencoded" {
		e.Request.Body = replay.Form(r.asked(r.fields(form.Member("urlencoded"))))
	}
	r.list = append(r.list, e)
}

var notSlug = regexp.MustCompile(`[^a-z0-9]+`)

// maxSlug is how much of a name its id repeats, in bytes.
const maxSlug = 200

func slug(name string) string {
	short := notSlug.ReplaceAllString(strings.ToLower(name), "-")
	return cmp.Or(strings.Trim(short[:min(len(short), maxSlug)], "-"), "item")
}

// response is a saved answer. Its body is text always: that is all Postman
// saves.
func (r *reader) response(saved document.Node) *model.Response {
	answer := &model.Response{StatusCode: saved.Member("code").Int()}
	if answer.StatusCode == 0 {
		answer.StatusCode = http.StatusOK
	}
	for _, field := range r.headers(saved.Member("header")) {
		if !strings.EqualFold(field.Name, "Content-Encoding") {
			answer.Headers = append(answer.Headers, field)
		}
	}
	if text := saved.Member("body").Text(); text != "" {
		answer.Body = wire.TextBody(text)
	}
	return answer
}

// headers are a list, or one text with a line for each.
func (r *reader) headers(given document.Node) []model.Field {
	if given.Value.Kind != jsontree.String {
		return r.fields(given)
	}
	var list []model.Field
	for line := range strings.Lines(given.Text()) {
		if name, value, found := strings.Cut(line, ":"); found {
			list = append(list, model.Field{Name: strings.TrimSpace(name), Value: strings.TrimSpace(value)})
		}
	}
	return list
}

// fields are the pairs of a list that are not switched off.
func (r *reader) fields(given document.Node) []model.Field {
	var list []model.Field
	for _, item := range given.List() {
		if item.IsObject() && !item.Member("disabled").Flag() {
			list = append(list, model.Field{Name: item.Member("key").Text(), Value: item.Member("value").Text()})
		}
	}
	return list
}
