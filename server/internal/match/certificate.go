package match

import (
	"reflect"
	"strings"

	"github.com/mockserver/mockserver/server/internal/match/rule"
	"github.com/mockserver/mockserver/server/internal/model"
)

// certificateField compares the certificate that the client presented.
type certificateField struct {
	model *model.CertificateMatcher
	parts []certificatePart
}

type certificatePart struct {
	title string
	text  *rule.Text
	read  func(*model.Certificate) string
}

func compileCertificate(c *compiler) (field, error) {
	m := c.model.ClientCertificate
	if m == nil {
		return nil, nil
	}
	f := &certificateField{model: m}
	for _, p := range []struct {
		title string
		value *model.StringMatcher
		read  func(*model.Certificate) string
	}{
		{"subject", m.Subject, func(c *model.Certificate) string { return c.Subject }},
		{"issuer", m.Issuer, func(c *model.Certificate) string { return c.Issuer }},
		{"fingerprintSha256", withoutColons(m.FingerprintSHA256), func(c *model.Certificate) string { return c.FingerprintSHA256 }},
	} {
		if isBlank(p.value) {
			continue
		}
		text, err := rule.NewText(*p.value, c.env.Values)
		if err != nil {
			return nil, fail("clientCertificate."+p.title, err)
		}
		f.parts = append(f.parts, certificatePart{p.title, text, p.read})
	}
	if len(f.parts) == 0 {
		return nil, nil
	}
	return f, nil
}

// withoutColons returns a fingerprint as certificates are kept.
func withoutColons(m *model.StringMatcher) *model.StringMatcher {
	if m == nil || m.Schema != nil {
		return m
	}
	plain := *m
	plain.Value = strings.ReplaceAll(m.Value, ":", "")
	return &plain
}

func (f *certificateField) name() string { return "clientCertificate" }

func (f *certificateField) match(r *Request) bool {
	if len(r.model.ClientCertificate) == 0 {
		return false
	}
	for i := range f.parts {
		if !f.parts[i].text.Match(f.parts[i].read(&r.model.ClientCertificate[0]), r.budget) {
			return false
		}
	}
	return true
}

func (f *certificateField) explain(r *Request) FieldResult {
	result := FieldResult{Name: f.name()}
	if len(r.model.ClientCertificate) == 0 {
		result.Expected, result.Actual = "a client certificate", "none"
		result.Reasons = []string{rule.Reason("client certificate", result.Expected, result.Actual)}
		return result
	}
	for i := range f.parts {
		p := &f.parts[i]
		actual := p.read(&r.model.ClientCertificate[0])
		if !p.text.Match(actual, r.budget) {
			result.Reasons = append(result.Reasons, rule.Reason("client certificate "+p.title, p.text.Expected(), actual))
		}
	}
	return result
}

func (f *certificateField) matchStored(d *definition) bool {
	return reflect.DeepEqual(f.model, d.model.ClientCertificate)
}
