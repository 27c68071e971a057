// Package redact hides credentials in expectations: in headers, cookies and
// query parameters, and in bodies that are JSON or forms. model.Redacted stands
// in their place, which any value matches.
package redact

import (
	"regexp"
	"strings"

	"github.com/mockserver/mockserver/server/internal/action/respond"
	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/wire"
)

// Rules say what is a credential, by its name in any case. They are immutable
// and safe for concurrent use.
type Rules struct {
	headers    names
	fields     names // of JSON objects and forms
	parameters names // of the query
	mention    *regexp.Regexp
}

// names are in lower case.
type names map[string]bool

func (n names) has(name string) bool { return n[strings.ToLower(name)] }

// add takes in names; blank ones are none.
func (n names) add(list ...string) {
	for _, name := range list {
		if name = strings.ToLower(strings.TrimSpace(name)); name != "" {
			n[name] = true
		}
	}
}

// New returns the usual rules with further names of headers and of fields;
// further fields are hidden in the query too. Blank names are none.
func New(headers, fields []string) *Rules {
	r := &Rules{headers: names{}, fields: names{}, parameters: names{}}
	r.headers.add("authorization", "proxy-authorization", "cookie", "set-cookie", "x-api-key", "api-key",
		"x-goog-api-key", "x-amz-security-token", "x-auth-token")
	r.headers.add(headers...)
	r.fields.add("password", "passwd", "pwd", "secret", "token", "authorization", "api_key", "apikey",
		"access_token", "accesstoken", "refresh_token", "refreshtoken", "id_token", "idtoken",
		"client_secret", "clientsecret", "private_key", "privatekey")
	r.fields.add(fields...)
	r.parameters.add("key", "sig", "signature", "x-amz-signature", "x-amz-security-token")
	for name := range r.fields {
		r.parameters.add(name)
	}
	r.mention = mention(r.fields)
	return r
}

// mention finds a field's name as a word of its own.
func mention(fields names) *regexp.Regexp {
	words := make([]string, 0, len(fields))
	for name := range fields {
		words = append(words, regexp.QuoteMeta(name))
	}
	return regexp.MustCompile(`(?i)(?:^|[^0-9A-Za-z_])(?:` + strings.Join(words, "|") + `)(?:$|[^0-9A-Za-z_])`)
}

// Expectation returns e without credentials, in what it asks for and in the
// response it gives. Other actions stay as they are.
func (r *Rules) Expectation(e *model.Expectation) *model.Expectation {
	hidden := *e
	hidden.Request = r.Request(e.Request)
	hidden.Actions = make([]model.Action, len(e.Actions))
	for i, action := range e.Actions {
		hidden.Actions[i] = r.action(action)
	}
	return &hidden
}

func (r *Rules) action(action model.Action) model.Action {
	if action.Kind != respond.Kind {
		return action
	}
	if response, err := wire.ParseResponse(action.Config); err == nil {
		action.Config = wire.ResponseValue(r.Response(response))
	}
	return action
}

// Request returns m without credentials. Conditional definitions and those by
// an OpenAPI operation hold none.
func (r *Rules) Request(m *model.RequestMatcher) *model.RequestMatcher {
	if m == nil || m.Conditional != nil || m.OpenAPI != nil {
		return m
	}
	hidden := *m
	hidden.Headers, hidden.Query = multi(m.Headers, r.headers), multi(m.Query, r.parameters)
	hidden.Cookies = cookies(m.Cookies)
	if m.Body != nil {
		hidden.Body = r.asked(m.Body, contentTypeOf(m))
	}
	return &hidden
}

func multi(m *model.MultiMatcher, hidden names) *model.MultiMatcher {
	if m == nil {
		return nil
	}
	out := &model.MultiMatcher{KeyMatchStyle: m.KeyMatchStyle, Entries: make([]model.MultiEntry, len(m.Entries))}
	for i, entry := range m.Entries {
		if hidden.has(entry.Name.Value) {
			entry.Values = []model.StringMatcher{{Value: model.Redacted}}
		}
		out.Entries[i] = entry
	}
	return out
}

func cookies(list []model.CookieMatcher) []model.CookieMatcher {
	var hidden []model.CookieMatcher
	for _, cookie := range list {
		hidden = append(hidden, model.CookieMatcher{Name: cookie.Name, Value: model.StringMatcher{Value: model.Redacted}})
	}
	return hidden
}

func contentTypeOf(m *model.RequestMatcher) string {
	if m.Headers == nil {
		return ""
	}
	for _, entry := range m.Headers.Entries {
		if strings.EqualFold(entry.Name.Value, "Content-Type") && len(entry.Values) > 0 {
			return entry.Values[0].Value
		}
	}
	return ""
}

// Response returns response without credentials.
func (r *Rules) Response(response *model.Response) *model.Response {
	hidden := *response
	hidden.Headers = fields(response.Headers, r.headers.has)
	hidden.Cookies = fields(response.Cookies, func(string) bool { return true })
	if response.Body != nil {
		hidden.Body = r.served(response.Body, wire.ContentType(response.Headers))
	}
	return &hidden
}

func fields(list []model.Field, hidden func(string) bool) []model.Field {
	var out []model.Field
	for _, field := range list {
		if hidden(field.Name) {
			field.Value = model.Redacted
		}
		out = append(out, field)
	}
	return out
}
