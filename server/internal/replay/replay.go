// Package replay makes expectations of exchanges that took place, recorded by
// this server or by another tool: they answer the same requests the same way.
package replay

import (
	"cmp"
	"encoding/base64"
	"math"
	"strings"
	"unicode/utf8"

	"github.com/mockserver/mockserver/server/internal/action/respond"
	"github.com/mockserver/mockserver/server/internal/charset"
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/match"
	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/wire"
)

// maxAskedBody is the longest request body that is matched, in characters of
// text or in bytes.
const maxAskedBody = 4096

// Expectation answers what exchange asked as it was answered, without end; its
// id is that of the request. What belongs to the connection is left out on
// both sides, and a JSON body is compared strictly. It comes before the
// expectation that the exchange was forwarded by.
func Expectation(exchange *model.Exchange) *model.Expectation {
	e := wire.RecordedExpectation(exchange)
	e.Times = model.Times{Unlimited: true}
	if forwarded := exchange.Expectation; forwarded != nil {
		e.Priority = min(forwarded.Priority, math.MaxInt32-1) + 1
	}
	e.Request.Headers = without(e.Request.Headers, ofConnection)
	e.Request.Body = asked(exchange.Request)
	for i, action := range e.Actions {
		e.Actions[i] = again(action)
	}
	return e
}

// again is an answer as it can be given again.
func again(action model.Action) model.Action {
	if action.Kind != respond.Kind {
		return action
	}
	response, err := wire.ParseResponse(action.Config)
	if err != nil {
		return action
	}
	var headers []model.Field
	for _, header := range response.Headers {
		if !ofConnection(header.Name) {
			headers = append(headers, header)
		}
	}
	response.Headers = headers
	action.Config = wire.ResponseValue(response)
	return action
}

// asked matches the body of a request: JSON by its meaning, XML by its
// structure, other text and bytes as they are. Nil for one that is empty or too
// long.
func asked(request *model.Request) *model.Body {
	contentType := wire.ContentType(request.Headers)
	text, isText := charset.Text(contentType, request.Body)
	if length := cmp.Or(utf8.RuneCountInString(text), len(request.Body)); length == 0 || length > maxAskedBody {
		return nil
	}
	if !isText {
		return body("BINARY", "base64Bytes", base64.StdEncoding.EncodeToString(request.Body))
	}
	tree, err := jsontree.Parse([]byte(text))
	switch {
	case err == nil && (tree.Kind == jsontree.Object || tree.Kind == jsontree.Array):
		return parsed(
			jsontree.Member{Name: "type", Value: jsontree.StringOf("JSON")},
			jsontree.Member{Name: "json", Value: tree},
			jsontree.Member{Name: "matchType", Value: jsontree.StringOf("STRICT")},
		)
	case charset.IsXML(contentType) && isXML(text):
		return body("XML", "xml", text)
	case strings.HasPrefix(text, "!"), strings.HasPrefix(text, "?"): // a prefix in a text matcher
		return body("BINARY", "base64Bytes", base64.StdEncoding.EncodeToString(request.Body))
	default:
		return body("STRING", "string", text)
	}
}

// isXML says whether a text can be compared as XML.
func isXML(text string) bool {
	_, err := match.Compile(&model.RequestMatcher{Body: body("XML", "xml", text)}, match.Options{})
	return err == nil
}

// Form asks for the parameters of a form, in any order; nil when they are too
// long to be matched.
func Form(parameters []model.Field) *model.Body {
	length := 0
	for _, p := range parameters {
		length += utf8.RuneCountInString(p.Name) + utf8.RuneCountInString(p.Value)
	}
	if length == 0 || length > maxAskedBody {
		return nil
	}
	return wire.ParametersBody(wire.LiteralParameters(parameters))
}

func body(kind, member, text string) *model.Body {
	return parsed(
		jsontree.Member{Name: "type", Value: jsontree.StringOf(kind)},
		jsontree.Member{Name: member, Value: jsontree.StringOf(text)},
	)
}

func parsed(members ...jsontree.Member) *model.Body {
	b, err := wire.ParseBody(jsontree.ObjectOf(members...))
	if err != nil { // never: the members are made here
		return nil
	}
	return b
}

// without is m less the names that left says.
func without(m *model.MultiMatcher, left func(name string) bool) *model.MultiMatcher {
	if m == nil {
		return nil
	}
	kept := &model.MultiMatcher{KeyMatchStyle: m.KeyMatchStyle}
	for _, entry := range m.Entries {
		if !left(entry.Name.Value) {
			kept.Entries = append(kept.Entries, entry)
		}
	}
	if len(kept.Entries) == 0 {
		return nil
	}
	return kept
}
