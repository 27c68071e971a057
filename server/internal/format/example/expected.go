package example

import (
	"cmp"
	"net/http"

	"github.com/mockserver/mockserver/server/internal/action/respond"
	"github.com/mockserver/mockserver/server/internal/charset"
	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/wire"
)

// Expected makes a sample of an expectation: a request with the values asked
// for, patterns as they are, and the answer when it is a fixed one. What must
// not be there, or only may be, is left out.
func Expected(expectation *model.Expectation, about *About) Exchange {
	sample := Exchange{ID: expectation.ID, StartedAt: about.Now, Request: asked(expectation.Request, about)}
	for _, action := range expectation.Actions {
		if action.Kind != respond.Kind {
			continue
		}
		if response, err := wire.ParseResponse(action.Config); err == nil {
			sample.Response = answer(response)
		}
	}
	return sample
}

func asked(matcher *model.RequestMatcher, about *About) Request {
	if matcher == nil || matcher.Conditional != nil || matcher.Not {
		matcher = &model.RequestMatcher{}
	}
	request := Request{
		Method:         cmp.Or(exampleOf(matcher.Method), http.MethodGet),
		Scheme:         scheme(matcher.Secure != nil && *matcher.Secure),
		Path:           encodedPath(rooted(exampleOf(matcher.Path))),
		Query:          examples(matcher.Query),
		PathParameters: examples(matcher.PathParameters),
		Headers:        examples(matcher.Headers),
		Protocol:       cmp.Or(matcher.Protocol, model.HTTP1),
		Body:           askedBody(matcher.Body),
	}
	for _, cookie := range matcher.Cookies {
		if isExample(cookie.Name) && isExample(cookie.Value) {
			request.Cookies = append(request.Cookies, model.Field{Name: cookie.Name.Value, Value: cookie.Value.Value})
		}
	}
	request.RawQuery = encodedQuery(request.Query)
	host, _ := Value(request.Headers, "Host")
	request.Authority = cmp.Or(host, baseAuthority(about))
	return request
}

// isExample says whether a matcher's own text stands for what it matches.
func isExample(m model.StringMatcher) bool { return !m.Not && !m.Optional && m.Schema == nil }

func exampleOf(m *model.StringMatcher) string {
	if m == nil || !isExample(*m) {
		return ""
	}
	return m.Value
}

func examples(m *model.MultiMatcher) []model.Field {
	if m == nil {
		return nil
	}
	var fields []model.Field
	for _, entry := range m.Entries {
		if !isExample(entry.Name) {
			continue
		}
		for _, value := range entry.Values {
			if isExample(value) {
				fields = append(fields, model.Field{Name: entry.Name.Value, Value: value.Value})
			}
		}
	}
	return fields
}

// askedBody is content that a body matcher asks for; nil when the matcher is a
// condition that has no content of its own.
func askedBody(body *model.Body) *Body {
	if body == nil || body.Not || body.Optional {
		return nil
	}
	switch body.Type {
	case "BINARY":
		return newBody(cmp.Or(body.ContentType, "application/octet-stream"), body.Bytes)
	case "STRING", "JSON", "XML":
		return textBody(cmp.Or(body.ContentType, mediaTypes[body.Type]), body.Text)
	default:
		return nil
	}
}

// mediaTypes are the content types that kinds of body stand for.
var mediaTypes = map[string]string{
	"STRING": "text/plain; charset=utf-8",
	"JSON":   "application/json; charset=utf-8",
	"XML":    "application/xml; charset=utf-8",
}

func textBody(contentType, text string) *Body {
	return &Body{ContentType: contentType, Content: charset.Encode(contentType, text), Text: text, IsText: true}
}
