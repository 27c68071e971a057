package wire

import (
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
)

// RequestMatcherValue writes a request definition in canonical form. Nil is
// the definition without conditions, {}.
func RequestMatcherValue(m *model.RequestMatcher) jsontree.Value {
	switch {
	case m == nil:
		return jsontree.ObjectOf()
	case m.Conditional != nil:
		return conditionalValue(m)
	case m.OpenAPI != nil:
		return openAPIValue(m)
	}
	o := newObject()
	o.addTrue("not", m.Not)
	o.addMatcher("method", m.Method)
	o.addMatcher("path", m.Path)
	o.addMembers("pathParameters", multiValue(m.PathParameters))
	o.addMembers("queryStringParameters", multiValue(m.Query))
	o.addMembers("headers", multiValue(m.Headers))
	o.addMembers("cookies", cookiesValue(m.Cookies))
	o.addFlag("keepAlive", m.KeepAlive)
	o.addFlag("secure", m.Secure)
	o.addFlag("respondBeforeBody", m.RespondBeforeBody)
	o.addMembers("clientCertificateChain", m.ClientCertificateChain)
	if m.ClientCertificate != nil {
		o.add("clientCertificate", clientCertificateValue(m.ClientCertificate))
	}
	if m.JWT != nil {
		o.add("jwt", jwtValue(m.JWT))
	}
	if m.SocketAddress != nil {
		o.add("socketAddress", socketAddressValue(m.SocketAddress))
	}
	o.addText("protocol", string(m.Protocol))
	o.addText("localAddress", m.LocalAddress)
	o.addText("remoteAddress", m.RemoteAddress)
	if m.Body != nil {
		o.add("body", bodyValue(m.Body, false))
	}
	return o.value()
}

func conditionalValue(m *model.RequestMatcher) jsontree.Value {
	var o object
	o.addTrue("not", m.Not)
	branch := func(name string, b *model.RequestMatcher) {
		if b != nil {
			o.add(name, RequestMatcherValue(b))
		}
	}
	branch("if", m.Conditional.If)
	branch("then", m.Conditional.Then)
	branch("else", m.Conditional.Else)
	return o.value()
}

func socketAddressValue(a *model.SocketAddress) jsontree.Value {
	var o object
	o.addText("host", a.Host)
	o.add("port", jsontree.IntOf(int64(a.Port)))
	o.addText("scheme", a.Scheme)
	return o.value()
}

func jwtValue(m *model.JWTMatcher) jsontree.Value {
	var claims, o object
	for _, c := range m.Claims {
		claims.add(c.Name, stringMatcherValue(c.Value))
	}
	o.addText("header", m.Header)
	o.addText("scheme", m.Scheme)
	o.addMembers("claims", claims.value())
	o.addMatcher("issuer", m.Issuer)
	o.addMatcher("audience", m.Audience)
	o.addMatcher("algorithm", m.Algorithm)
	return o.value()
}

func clientCertificateValue(m *model.CertificateMatcher) jsontree.Value {
	var o object
	o.addMatcher("subject", m.Subject)
	o.addMatcher("issuer", m.Issuer)
	o.addMatcher("fingerprintSha256", m.FingerprintSHA256)
	return o.value()
}
