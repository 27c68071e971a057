// Package match decides whether a request is the one that was meant, and says
// in words why it is not. A matcher is compiled once from its canonical form;
// each property of a request is one field in a file of its own, each kind of
// body one package under body.
//
// Start at Compile, then Matcher.Match.
package match

import (
	"errors"
	"time"

	"github.com/mockserver/mockserver/server/internal/match/body"
	"github.com/mockserver/mockserver/server/internal/match/pattern"
	"github.com/mockserver/mockserver/server/internal/match/rule"
	"github.com/mockserver/mockserver/server/internal/match/schema"
	"github.com/mockserver/mockserver/server/internal/memo"
	"github.com/mockserver/mockserver/server/internal/model"
)

// Options say how matchers compare. The zero value is the server's default.
type Options struct {
	// ExactCase makes method, path and REGEX bodies compare case-sensitively.
	ExactCase bool
	// RegexTimeout is the most time one pattern may cost one request; 0 means 5 s.
	RegexTimeout time.Duration
	// XPathTimeout is the most time one XPath may cost one request; 0 means 5 s.
	XPathTimeout time.Duration
	// ControlPlane makes the matcher a filter: never exact in case, and each
	// stored value is also tried as the pattern.
	ControlPlane bool
	// AmpersandOnly stops ';' from separating the parameters of form bodies.
	AmpersandOnly bool
	// Bodies holds the kinds of body; nil means all of them.
	Bodies body.Registry
	// Operations reads OpenAPI definitions; nil refuses them.
	Operations Operations

	schemas *schema.Family // of the specification that the request comes from; nil for none
}

// Operations turns an OpenAPI definition into the HTTP ones it means, any of
// which will do. With them comes a slot for the schemas compiled for operations
// of the same specification, nil when they have nothing in common. It is safe
// for concurrent use.
type Operations interface {
	Expand(*model.OpenAPIDefinition) ([]*model.RequestMatcher, *memo.Slot, error)
}

func (o Options) env() body.Env {
	values := rule.Options{Pattern: pattern.Options{Timeout: o.RegexTimeout}, Reverse: o.ControlPlane}
	return body.Env{
		Values: values, Expressions: o.exact(values).Pattern, XPathTimeout: o.XPathTimeout,
		Semicolon: !o.AmpersandOnly, Schemas: o.schemas,
	}
}

// bodies returns the kinds of body in use.
func (o Options) bodies() body.Registry {
	if o.Bodies == nil {
		return Bodies()
	}
	return o.Bodies
}

// Same reports whether matchers compiled under o and p are the same.
func (o Options) Same(p Options) bool {
	return o.ExactCase == p.ExactCase && o.RegexTimeout == p.RegexTimeout && o.XPathTimeout == p.XPathTimeout &&
		o.ControlPlane == p.ControlPlane && o.AmpersandOnly == p.AmpersandOnly
}

// exact is values for the properties that ExactCase is about.
func (o Options) exact(values rule.Options) rule.Options {
	values.Pattern.ExactCase = o.ExactCase && !o.ControlPlane
	return values
}

// Error is a refusal of one member of a request matcher.
type Error struct {
	Field string // path below the request matcher, such as "body.regex"
	Err   error
}

func (e *Error) Error() string { return e.Field + ": " + e.Err.Error() }

func (e *Error) Unwrap() error { return e.Err }

// Matcher is a compiled request matcher. It is safe for concurrent use.
type Matcher struct {
	not bool
	// Method and path of nearly all are literal: they lie here, so that a matcher
	// among many is decided without looking elsewhere in memory.
	method, path rule.Literal
	others       []field // but what those two decide, cheapest first
	fields       []field // all, in the order of Explanation
	order        []field // all, cheapest first
	// compound decides in place of fields when set.
	compound compound
}

// compound is a definition made of others.
type compound interface {
	match(*Request) bool
	explain(*Request) Explanation
	differences(r *Request, limit int) int
	matchStored(*definition) bool
	// pathKeys are as Matcher.PathKeys.
	pathKeys() []PathKey
}

// field compares one property of a request.
type field interface {
	name() string
	match(*Request) bool
	// explain is asked only after match said no.
	explain(*Request) FieldResult
	// matchStored compares with a stored matcher instead of a request.
	matchStored(*definition) bool
}

// Compile compiles m; nil matches every request. The error is an *Error naming
// the member to blame, or what Options.Operations refused.
func Compile(m *model.RequestMatcher, o Options) (*Matcher, error) {
	if m == nil {
		return &Matcher{}, nil
	}
	if m.Conditional != nil {
		return compileConditional(m, o)
	}
	if m.OpenAPI != nil {
		return compileOperations(m, o)
	}
	c := &compiler{model: m, options: o, env: o.env()}
	for _, compile := range properties() {
		f, err := compile(c)
		if err != nil {
			return nil, err
		}
		if f != nil {
			c.fields = append(c.fields, f)
		}
	}
	compiled := &Matcher{not: m.Not, fields: c.fields, order: cheapestFirst(c.fields)}
	compiled.takeLiterals()
	return compiled, nil
}

// takeLiterals puts a literal method and path in their places and lists the
// other fields.
func (m *Matcher) takeLiterals() {
	for _, f := range m.order {
		var taken bool
		switch f := f.(type) {
		case *methodField:
			m.method, taken = f.text.AsLiteral()
		case *pathField:
			if f.segments == 0 {
				m.path, taken = f.text.AsLiteral()
			}
		}
		if !taken {
			m.others = append(m.others, f)
		}
	}
}

// compiler is what the properties of one matcher are compiled from.
type compiler struct {
	model   *model.RequestMatcher
	options Options
	env     body.Env
	fields  []field
}

// properties lists the compilers of every property in the order differences
// are reported. Each returns nil for a property the matcher does not ask about.
func properties() []func(*compiler) (field, error) {
	return []func(*compiler) (field, error){
		compileMethod, compilePath, compileBody, compileHeaders, compileCookies,
		compilePathParameters, compileQuery, compileKeepAlive, compileSecure, compileProtocol,
		compileJWT, compileCertificate,
	}
}

// cheapestFirst moves the body, which may have to be parsed, to the end.
func cheapestFirst(fields []field) []field {
	var order, bodies []field
	for _, f := range fields {
		if _, ok := f.(*bodyField); ok {
			bodies = append(bodies, f)
		} else {
			order = append(order, f)
		}
	}
	return append(order, bodies...)
}

// Match reports whether the request is the one meant.
func (m *Matcher) Match(r *Request) bool {
	if m.compound != nil {
		return m.compound.match(r) != m.not
	}
	if !m.method.Accepts(r.model.Method) || !m.path.Accepts(r.model.Path) {
		return m.not
	}
	for _, f := range m.others {
		if !f.match(r) {
			return m.not
		}
	}
	return !m.not
}

// fail wraps the refusal of a property.
func fail(property string, err error) error {
	var inner *body.FieldError
	if errors.As(err, &inner) {
		return &Error{property + "." + inner.Field, inner.Err}
	}
	return &Error{property, err}
}
