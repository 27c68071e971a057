package match

import (
	"strconv"

	"github.com/mockserver/mockserver/server/internal/match/rule"
	"github.com/mockserver/mockserver/server/internal/model"
)

// flagField compares a yes or no.
type flagField struct {
	title  string
	want   bool
	actual func(*model.Request) bool
	stored func(*model.RequestMatcher) *bool
}

func compileKeepAlive(c *compiler) (field, error) {
	if c.model.KeepAlive == nil {
		return nil, nil
	}
	return &flagField{
		title: "keep-alive", want: *c.model.KeepAlive,
		actual: func(r *model.Request) bool { return r.KeepAlive },
		stored: func(m *model.RequestMatcher) *bool { return m.KeepAlive },
	}, nil
}

// compileSecure reads "secure", which scheme HTTPS of the socket address implies.
func compileSecure(c *compiler) (field, error) {
	want := wantsSecure(c.model)
	if want == nil {
		return nil, nil
	}
	return &flagField{
		title: "secure", want: *want,
		actual: func(r *model.Request) bool { return r.Secure },
		stored: wantsSecure,
	}, nil
}

func wantsSecure(m *model.RequestMatcher) *bool {
	if m.Secure == nil && m.SocketAddress != nil && m.SocketAddress.Scheme == "HTTPS" {
		secure := true
		return &secure
	}
	return m.Secure
}

func (f *flagField) name() string { return f.title }

func (f *flagField) match(r *Request) bool { return f.actual(r.model) == f.want }

func (f *flagField) explain(r *Request) FieldResult {
	expected, actual := strconv.FormatBool(f.want), strconv.FormatBool(f.actual(r.model))
	return FieldResult{
		Name: f.title, Expected: expected, Actual: actual,
		Reasons: []string{rule.Reason("boolean", expected, actual)},
	}
}

func (f *flagField) matchStored(d *definition) bool {
	stored := f.stored(d.model)
	return stored != nil && *stored == f.want
}
