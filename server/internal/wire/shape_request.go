package wire

import "github.com/mockserver/mockserver/server/internal/jsontree"

var httpRequestShape = &objectShape{fields: map[string]shape{
	"not":                    booleanShape,
	"method":                 stringMatcherShape,
	"path":                   stringMatcherShape,
	"pathParameters":         parametersShape,
	"queryStringParameters":  parametersShape,
	"headers":                headersShape,
	"cookies":                cookiesShape,
	"keepAlive":              booleanShape,
	"secure":                 booleanShape,
	"respondBeforeBody":      booleanShape,
	"protocol":               enumShape{"HTTP_1_1", "HTTP_2", "HTTP_3"},
	"socketAddress":          socketAddressShape,
	"localAddress":           stringShape,
	"remoteAddress":          stringShape,
	"clientCertificateChain": &arrayShape{items: certificateShape},
	"clientCertificate":      clientCertificateShape,
	"jwt":                    jwtShape,
	"body":                   bodyShape{},
}}

var socketAddressShape = &objectShape{fields: map[string]shape{
	"host":   stringShape,
	"port":   integerShape,
	"scheme": enumShape{"HTTP", "HTTPS"},
}}

var certificateShape = &objectShape{fields: map[string]shape{
	"issuerDistinguishedName":  stringShape,
	"subjectDistinguishedName": stringShape,
	"serialNumber":             stringShape,
	"signatureAlgorithmName":   stringShape,
}}

var clientCertificateShape = &objectShape{fields: map[string]shape{
	"subject":           stringMatcherShape,
	"issuer":            stringMatcherShape,
	"fingerprintSha256": stringMatcherShape,
}}

var jwtShape = &objectShape{fields: map[string]shape{
	"header":    stringShape,
	"scheme":    stringShape,
	"claims":    &objectShape{others: stringMatcherShape},
	"issuer":    stringMatcherShape,
	"audience":  stringMatcherShape,
	"algorithm": stringMatcherShape,
}}

// conditionalMembers are the members of a definition that picks another one;
// its branches are checked on their own.
var conditionalMembers = &objectShape{
	fields:   map[string]shape{"not": booleanShape, "if": anything{}, "then": anything{}, "else": anything{}},
	required: []string{"if"},
}

var branchNames = [...]string{"if", "then", "else"}

// otherDefinitions are the kinds of definition that are not HTTP, by the
// member that tells them.
var otherDefinitions = []struct {
	member string
	shape  *objectShape
}{
	{"dnsName", &objectShape{fields: map[string]shape{
		"not": booleanShape, "dnsName": unsupported{}, "dnsType": stringShape, "dnsClass": stringShape,
	}}},
	{"binaryData", &objectShape{fields: map[string]shape{
		"not": booleanShape, "binaryData": unsupported{}, "socketAddress": socketAddressShape,
	}}},
	{specificationMember, openAPIShape},
}

const specificationMember = "specUrlOrPayload"

var openAPIShape = &objectShape{
	fields: map[string]shape{
		"not": booleanShape, specificationMember: specificationShape{}, "operationId": stringShape, "contextPathPrefix": stringShape,
	},
	required: []string{specificationMember},
}

// specificationShape is an OpenAPI specification: its location or text, or the
// document itself.
type specificationShape struct{}

func (specificationShape) check(c *checker, at *place, v jsontree.Value) {
	if v.Kind != jsontree.Object {
		stringShape.check(c, at, v)
	}
}

// definitionShape is a request definition of any kind.
type definitionShape struct {
	branch bool // of a conditional one, where DNS and binary are not allowed
}

func (s definitionShape) check(c *checker, at *place, v jsontree.Value) {
	if v.Kind != jsontree.Object {
		c.mismatch(at, typeName(v), "object")
		return
	}
	if c.accepts(httpRequestShape, v) || c.accepts(openAPIShape, v) {
		return
	}
	branches := &checker{quiet: c.quiet}
	checkBranches(branches, at, v)
	if branches.count == 0 && c.accepts(conditionalMembers, v) {
		return
	}
	explain(c, at, v)
	c.take(branches)
	c.required(at, v, "if", "specUrlOrPayload")
	if !s.branch {
		c.required(at, v, "binaryData", "dnsName")
	}
}

// checkBranches checks the definitions inside a conditional one.
func checkBranches(c *checker, at *place, v jsontree.Value) {
	for _, name := range branchNames {
		if given, ok := v.Get(name); ok {
			definitionShape{branch: true}.check(c, c.member(at, name), given)
		}
	}
}

// explain says what is wrong by the kind of definition that was probably meant.
func explain(c *checker, at *place, v jsontree.Value) {
	for _, other := range otherDefinitions {
		if _, ok := v.Get(other.member); ok {
			other.shape.check(c, at, v)
			return
		}
	}
	httpRequestShape.check(c, at, v)
}
