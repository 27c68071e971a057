package wire

import (
	"cmp"

	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
)

// requestMatcher reads a request definition.
func (r *reader) requestMatcher(at *place, v jsontree.Value) *model.RequestMatcher {
	if _, ok := v.Get("if"); ok {
		return r.conditional(at, v)
	}
	if _, ok := v.Get(specificationMember); ok {
		return &model.RequestMatcher{Not: flag(v, "not"), OpenAPI: openAPIDefinition(v)}
	}
	m := &model.RequestMatcher{
		Not:               flag(v, "not"),
		Method:            unlessBlank(optionalMatcher(v, "method")),
		Path:              unlessBlank(optionalMatcher(v, "path")),
		PathParameters:    r.optionalMulti(at, v, "pathParameters"),
		Query:             r.optionalMulti(at, v, "queryStringParameters"),
		Headers:           r.optionalMulti(at, v, "headers"),
		Cookies:           r.cookies(at, v),
		KeepAlive:         optionalFlag(v, "keepAlive"),
		Secure:            optionalFlag(v, "secure"),
		Protocol:          model.Protocol(text(v, "protocol")),
		SocketAddress:     r.socketAddress(at, v),
		Body:              r.body(at, v, false),
		JWT:               jwt(v),
		ClientCertificate: clientCertificate(v),
		RespondBeforeBody: optionalFlag(v, "respondBeforeBody"),
		LocalAddress:      text(v, "localAddress"),
		RemoteAddress:     text(v, "remoteAddress"),
	}
	m.ClientCertificateChain, _ = v.Get("clientCertificateChain")
	if m.SocketAddress != nil && m.SocketAddress.Scheme == "HTTPS" {
		secure := true
		m.Secure = &secure
	}
	if m.Body != nil && m.RespondBeforeBody != nil && *m.RespondBeforeBody {
		r.refusef(at.member("respondBeforeBody"), "cannot be combined with a body matcher: the body has not been received when matching occurs")
	}
	return m
}

func (r *reader) conditional(at *place, v jsontree.Value) *model.RequestMatcher {
	branch := func(name string) *model.RequestMatcher {
		given, ok := v.Get(name)
		if !ok {
			return nil
		}
		return r.requestMatcher(at.member(name), given)
	}
	return &model.RequestMatcher{
		Not:         flag(v, "not"),
		Conditional: &model.Conditional{If: branch("if"), Then: branch("then"), Else: branch("else")},
	}
}

const defaultPort = 80

func (r *reader) socketAddress(at *place, v jsontree.Value) *model.SocketAddress {
	given, ok := v.Get("socketAddress")
	if !ok {
		return nil
	}
	a := &model.SocketAddress{Host: text(given, "host"), Port: defaultPort, Scheme: cmp.Or(text(given, "scheme"), "HTTP")}
	if port := r.optionalInt(at.member("socketAddress"), given, "port"); port != nil {
		a.Port = *port
	}
	return a
}

func jwt(v jsontree.Value) *model.JWTMatcher {
	given, ok := v.Get("jwt")
	if !ok {
		return nil
	}
	m := &model.JWTMatcher{
		Header:    text(given, "header"),
		Scheme:    text(given, "scheme"),
		Issuer:    optionalMatcher(given, "issuer"),
		Audience:  optionalMatcher(given, "audience"),
		Algorithm: optionalMatcher(given, "algorithm"),
	}
	claims, _ := given.Get("claims")
	for _, c := range claims.Members {
		m.Claims = append(m.Claims, model.NamedMatcher{Name: c.Name, Value: stringMatcher(c.Value)})
	}
	return m
}

func clientCertificate(v jsontree.Value) *model.CertificateMatcher {
	given, ok := v.Get("clientCertificate")
	if !ok {
		return nil
	}
	return &model.CertificateMatcher{
		Subject:           optionalMatcher(given, "subject"),
		Issuer:            optionalMatcher(given, "issuer"),
		FingerprintSHA256: optionalMatcher(given, "fingerprintSha256"),
	}
}
