package wire

import (
	"cmp"

	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
)

// requestMatcher reads a request definition that has the right shape.
func (r *reader) requestMatcher(at *place, v jsontree.Value) *model.RequestMatcher {
	if _, ok := v.Get("if"); ok {
		return r.conditional(at, v)
	}
	m := &model.RequestMatcher{
		Not:               flag(v, "not"),
		Method:            r.stringMatcherMember(v, "method"),
		Path:              r.stringMatcherMember(v, "path"),
		PathParameters:    r.optionalMulti(at, v, "pathParameters"),
		Query:             r.optionalMulti(at, v, "queryStringParameters"),
		Headers:           r.optionalMulti(at, v, "headers"),
		KeepAlive:         optionalFlag(v, "keepAlive"),
		Secure:            optionalFlag(v, "secure"),
		Protocol:          model.Protocol(text(v, "protocol")),
		SocketAddress:     r.socketAddress(at, v),
		JWT:               r.jwt(v),
		ClientCertificate: r.clientCertificate(v),
		RespondBeforeBody: optionalFlag(v, "respondBeforeBody"),
		LocalAddress:      text(v, "localAddress"),
		RemoteAddress:     text(v, "remoteAddress"),
	}
	if cookies, ok := v.Get("cookies"); ok {
		m.Cookies = r.cookies(at.member("cookies"), cookies)
	}
	if body, ok := v.Get("body"); ok {
		m.Body = r.body(at.member("body"), body)
	}
	m.ClientCertificateChain, _ = v.Get("clientCertificateChain")
	if m.SocketAddress != nil && m.SocketAddress.Scheme == "HTTPS" {
		secure := true
		m.Secure = &secure
	}
	return m
}

func (r *reader) optionalMulti(at *place, v jsontree.Value, name string) *model.MultiMatcher {
	given, ok := v.Get(name)
	if !ok {
		return nil
	}
	m := r.multi(at.member(name), given)
	if len(m.Entries) == 0 {
		return nil
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
	if _, ok := given.Get("port"); ok {
		a.Port = int(r.integerMember(at.member("socketAddress"), given, "port"))
	}
	return a
}

func (r *reader) jwt(v jsontree.Value) *model.JWTMatcher {
	given, ok := v.Get("jwt")
	if !ok {
		return nil
	}
	m := &model.JWTMatcher{
		Header:    text(given, "header"),
		Scheme:    text(given, "scheme"),
		Issuer:    r.stringMatcherMember(given, "issuer"),
		Audience:  r.stringMatcherMember(given, "audience"),
		Algorithm: r.stringMatcherMember(given, "algorithm"),
	}
	claims, _ := given.Get("claims")
	for _, c := range claims.Members {
		m.Claims = append(m.Claims, model.NamedMatcher{Name: c.Name, Value: r.stringMatcher(c.Value)})
	}
	return m
}

func (r *reader) clientCertificate(v jsontree.Value) *model.CertificateMatcher {
	given, ok := v.Get("clientCertificate")
	if !ok {
		return nil
	}
	return &model.CertificateMatcher{
		Subject:           r.stringMatcherMember(given, "subject"),
		Issuer:            r.stringMatcherMember(given, "issuer"),
		FingerprintSHA256: r.stringMatcherMember(given, "fingerprintSha256"),
	}
}
