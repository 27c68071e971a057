package replay

import (
	"regexp"
	"strings"
	"time"

	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/wire"
)

// Stable returns e without what changes from call to call and from client to
// client: headers such as User-Agent, cookies, and how the request arrived.
func Stable(e *model.Expectation) *model.Expectation {
	stable, request := *e, *e.Request
	request.Headers = without(request.Headers, isVolatile)
	request.Cookies = nil
	request.KeepAlive, request.Protocol = nil, ""
	request.LocalAddress, request.RemoteAddress, request.ClientCertificateChain = "", "", jsontree.Value{}
	stable.Request = &request
	return &stable
}

// Parameterized returns e with any text in the place of values that look
// generated: in the query, in headers and in a JSON body.
func Parameterized(e *model.Expectation) *model.Expectation {
	general, request := *e, *e.Request
	request.Query = generalized(request.Query)
	request.Headers = generalized(request.Headers)
	if b := request.Body; b != nil && b.Type == "JSON" {
		request.Body = generalBody(b)
	}
	general.Request = &request
	return &general
}

func generalized(m *model.MultiMatcher) *model.MultiMatcher {
	if m == nil {
		return nil
	}
	general := &model.MultiMatcher{KeyMatchStyle: m.KeyMatchStyle, Entries: make([]model.MultiEntry, len(m.Entries))}
	for i, entry := range m.Entries {
		values := make([]model.StringMatcher, len(entry.Values))
		for j, value := range entry.Values {
			if isGenerated(value.Value) {
				value = model.StringMatcher{Value: ".+"}
			}
			values[j] = value
		}
		entry.Values = values
		general.Entries[i] = entry
	}
	return general
}

func generalBody(b *model.Body) *model.Body {
	members := make([]jsontree.Member, len(b.Object.Members))
	for i, m := range b.Object.Members {
		if m.Name == "json" {
			m.Value = generalTree(m.Value)
		}
		members[i] = m
	}
	general, err := wire.ParseBody(jsontree.ObjectOf(members...))
	if err != nil { // never: it was a body before
		return b
	}
	return general
}

func generalTree(v jsontree.Value) jsontree.Value {
	switch v.Kind {
	case jsontree.Object:
		members := make([]jsontree.Member, len(v.Members))
		for i, m := range v.Members {
			members[i] = jsontree.Member{Name: m.Name, Value: generalTree(m.Value)}
		}
		return jsontree.ObjectOf(members...)
	case jsontree.Array:
		items := make([]jsontree.Value, len(v.Items))
		for i, item := range v.Items {
			items[i] = generalTree(item)
		}
		return jsontree.ArrayOf(items...)
	case jsontree.String:
		if isGenerated(v.Text) {
			return jsontree.StringOf("${json-unit.regex}.+")
		}
	}
	return v
}

var (
	uuid  = regexp.MustCompile(`^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$`)
	epoch = regexp.MustCompile(`^1[0-9]{12}$`) // milliseconds, from 2001 to 2033
	token = regexp.MustCompile(`^[0-9A-Za-z+/_=.-]{32,}$`)
)

// isGenerated says whether a value looks as if it were made for one call: a
// UUID, a time, or a long text without words.
func isGenerated(value string) bool {
	if uuid.MatchString(value) || epoch.MatchString(value) {
		return true
	}
	if _, err := time.Parse(time.RFC3339, value); err == nil {
		return true
	}
	return token.MatchString(value) && strings.ContainsAny(value, "0123456789")
}
