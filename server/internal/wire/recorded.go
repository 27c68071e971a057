package wire

import (
	"net/netip"
	"strings"

	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
)

// RecordedForm says how a recorded request is written.
type RecordedForm uint8

const (
	// RequestsForm is what REQUESTS lists: members in alphabetical order, JSON
	// bodies with their bytes where those are not plain to see.
	RequestsForm RecordedForm = iota
	// ExchangeForm is what REQUEST_RESPONSES lists: with addresses.
	ExchangeForm
	// VerificationForm stands in verification messages: as RequestsForm, JSON
	// bodies without their bytes.
	VerificationForm
)

// RecordedRequestValue writes a request as received.
func RecordedRequestValue(req *model.Request, form RecordedForm) jsontree.Value {
	o := newObject()
	o.addText("method", req.Method)
	o.addText("path", req.Path)
	o.addMembers("queryStringParameters", fieldsValue(req.Query))
	o.addMembers("headers", fieldsValue(req.Headers))
	o.addMembers("cookies", pairsValue(req.Cookies))
	o.addFlag("keepAlive", &req.KeepAlive)
	o.addFlag("secure", &req.Secure)
	if form == ExchangeForm {
		o.addMembers("clientCertificateChain", certificatesValue(req.ClientCertificate))
	}
	o.addText("protocol", string(req.Protocol))
	if form == ExchangeForm {
		o.addAddress("localAddress", req.Local)
		o.addAddress("remoteAddress", req.Remote)
	}
	if len(req.Body) > 0 {
		o.add("body", recordedBody(ContentType(req.Headers), req.Body, form == RequestsForm))
	}
	if form == ExchangeForm {
		return o.value()
	}
	return o.sorted()
}

func (o *object) addAddress(name string, a netip.AddrPort) {
	if a.IsValid() {
		o.addText(name, a.String())
	}
}

// ContentType is the first Content-Type header, "" without one.
func ContentType(headers []model.Field) string {
	for _, h := range headers {
		if strings.EqualFold(h.Name, "content-type") {
			return h.Value
		}
	}
	return ""
}

func certificatesValue(chain []model.Certificate) jsontree.Value {
	items := make([]jsontree.Value, len(chain))
	for i, c := range chain {
		var o object
		o.addText("issuerDistinguishedName", c.Issuer)
		o.addText("serialNumber", c.SerialNumber)
		o.addText("subjectDistinguishedName", c.Subject)
		items[i] = o.value()
	}
	return jsontree.ArrayOf(items...)
}

// TimestampLayout is how records are dated, in the server's time zone.
const TimestampLayout = "2006-01-02 15:04:05.000"

// ExchangeValue writes a recorded exchange as REQUEST_RESPONSES lists it.
func ExchangeValue(e *model.Exchange) jsontree.Value {
	var o object
	o.add("httpRequest", RecordedRequestValue(e.Request, ExchangeForm))
	o.add("httpResponse", ResponseValue(e.Response))
	o.addText("timestamp", e.CompletedAt.Format(TimestampLayout))
	return o.value()
}

// FilterValue writes the expected side of a verification message: the
// definition as if it were a recorded request, which drops what a request
// does not have.
func FilterValue(m *model.RequestMatcher) jsontree.Value {
	var o object
	if m == nil {
		return o.value()
	}
	if m.Conditional != nil || m.OpenAPI != nil {
		return RequestMatcherValue(m)
	}
	if m.Body != nil {
		o.add("body", bodyValue(m.Body, false))
	}
	o.addMembers("cookies", plainCookies(m.Cookies))
	o.addMembers("headers", plainMulti(m.Headers))
	o.addFlag("keepAlive", m.KeepAlive)
	o.addPlain("method", m.Method)
	o.addPlain("path", m.Path)
	o.addText("protocol", string(m.Protocol))
	o.addMembers("queryStringParameters", plainMulti(m.Query))
	o.addFlag("secure", m.Secure)
	return o.value()
}

func (o *object) addPlain(name string, m *model.StringMatcher) {
	if m != nil {
		o.add(name, jsontree.StringOf(plainText(*m)))
	}
}

// plainText is a matcher without its prefixes; of a schema its text.
func plainText(m model.StringMatcher) string {
	if m.Schema != nil {
		return pretty(*m.Schema)
	}
	return m.Value
}

func plainCookies(cookies []model.CookieMatcher) jsontree.Value {
	fields := make([]model.Field, len(cookies))
	for i, c := range cookies {
		fields[i] = model.Field{Name: plainText(c.Name), Value: plainText(c.Value)}
	}
	return pairsValue(fields)
}

func plainMulti(m *model.MultiMatcher) jsontree.Value {
	if m == nil {
		return jsontree.ObjectOf()
	}
	var fields []model.Field
	for _, e := range m.Entries {
		for _, v := range e.Values {
			fields = append(fields, model.Field{Name: plainText(e.Name), Value: plainText(v)})
		}
	}
	return fieldsValue(fields)
}
