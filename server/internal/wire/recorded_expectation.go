package wire

import (
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
)

// RecordedExpectation makes the expectation that answers a recorded request
// once more as it was answered. Its id is that of the request.
func RecordedExpectation(e *model.Exchange) *model.Expectation {
	return &model.Expectation{
		ID:         e.Request.ID,
		Request:    LiteralRequest(e.Request),
		Times:      model.Times{Remaining: 1},
		TimeToLive: model.TimeToLive{Unlimited: true},
		Actions:    []model.Action{{Kind: "httpResponse", Config: responseValue(e.Response, typedBody)}},
	}
}

// typedBody is a body as an object with its type, whatever shorter form it has.
func typedBody(b *model.Body) jsontree.Value { return b.Object }

// RecordedExpectationValue writes what RecordedExpectation makes as
// RECORDED_EXPECTATIONS lists it: bodies as typed objects.
func RecordedExpectationValue(e *model.Expectation) jsontree.Value {
	v := ExpectationValue(e)
	for i, m := range v.Members {
		switch {
		case m.Name == "httpRequest" && e.Request.Body != nil:
			v.Members[i].Value = withMember(m.Value, "body", e.Request.Body.Object)
		case m.Name == "httpResponse":
			v.Members[i].Value = e.Actions[0].Config
		}
	}
	return v
}

func withMember(v jsontree.Value, name string, replaced jsontree.Value) jsontree.Value {
	var o object
	for _, m := range v.Members {
		if m.Name == name {
			m.Value = replaced
		}
		o.add(m.Name, m.Value)
	}
	return o.value()
}

// LiteralRequest asks for what a request had; prefixes of its values mean
// nothing.
func LiteralRequest(r *model.Request) *model.RequestMatcher {
	m := &model.RequestMatcher{
		Method:                 &model.StringMatcher{Value: r.Method},
		Path:                   &model.StringMatcher{Value: r.Path},
		Query:                  literalMulti(r.Query),
		Headers:                literalMulti(r.Headers),
		KeepAlive:              &r.KeepAlive,
		Secure:                 &r.Secure,
		Protocol:               r.Protocol,
		ClientCertificateChain: certificatesValue(r.ClientCertificate),
	}
	for _, c := range r.Cookies {
		m.Cookies = append(m.Cookies, model.CookieMatcher{
			Name: model.StringMatcher{Value: c.Name}, Value: model.StringMatcher{Value: c.Value},
		})
	}
	if r.Local.IsValid() {
		m.LocalAddress = r.Local.String()
	}
	if r.Remote.IsValid() {
		m.RemoteAddress = r.Remote.String()
	}
	if len(r.Body) > 0 {
		reader := &reader{}
		m.Body = reader.bodyOf(nil, recordedBody(ContentType(r.Headers), r.Body, false), false)
	}
	return m
}

func literalMulti(fields []model.Field) *model.MultiMatcher {
	if len(fields) == 0 {
		return nil
	}
	b := &multiBuilder{multi: model.MultiMatcher{KeyMatchStyle: model.SubSet}}
	for _, f := range fields {
		b.add(model.MultiEntry{Name: model.StringMatcher{Value: f.Name}, Values: []model.StringMatcher{{Value: f.Value}}})
	}
	return &b.multi
}

// ParametersBody asks for the parameters of a form.
func ParametersBody(m *model.MultiMatcher) *model.Body {
	b := &model.Body{Type: "PARAMETERS"}
	b.Object = bodyObject(b, jsontree.Member{Name: "parameters", Value: multiValue(m)})
	return b
}

// LiteralParameters asks for parameters as they are.
func LiteralParameters(fields []model.Field) *model.MultiMatcher { return literalMulti(fields) }
