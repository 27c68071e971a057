package match

import (
	"encoding/base64"
	"reflect"
	"strings"

	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/match/pattern"
	"github.com/mockserver/mockserver/server/internal/match/rule"
	"github.com/mockserver/mockserver/server/internal/model"
)

// jwtField compares what a JSON web token says (RFC 7519). The token is
// decoded, never verified.
type jwtField struct {
	model  *model.JWTMatcher
	header string // that carries the token
	claims []claimRule
}

// claimRule compares one claim, or the algorithm. Of a list any item may
// match; a missing claim satisfies a negated rule alone.
type claimRule struct {
	title     string
	name      string
	algorithm bool // of the token's header, not a claim
	not       bool
	text      *rule.Text // without the negation
}

func compileJWT(c *compiler) (field, error) {
	m := c.model.JWT
	if m == nil {
		return nil, nil
	}
	f := &jwtField{model: m, header: m.Header}
	if f.header == "" {
		f.header = "Authorization"
	}
	for i := range m.Claims {
		if err := f.add(c, claimRule{title: "claim " + m.Claims[i].Name, name: m.Claims[i].Name}, &m.Claims[i].Value); err != nil {
			return nil, fail("jwt.claims."+m.Claims[i].Name, err)
		}
	}
	for _, named := range []struct {
		rule  claimRule
		value *model.StringMatcher
	}{
		{claimRule{title: "issuer", name: "iss"}, m.Issuer},
		{claimRule{title: "audience", name: "aud"}, m.Audience},
		{claimRule{title: "algorithm", name: "alg", algorithm: true}, m.Algorithm},
	} {
		if err := f.add(c, named.rule, named.value); err != nil {
			return nil, fail("jwt."+named.rule.title, err)
		}
	}
	if len(f.claims) == 0 {
		return nil, nil
	}
	return f, nil
}

// add adds a rule unless its value asks for nothing.
func (f *jwtField) add(c *compiler, r claimRule, value *model.StringMatcher) error {
	if isBlank(value) {
		return nil
	}
	positive := *value
	positive.Not = false
	text, err := rule.NewText(positive, c.env.Values)
	if err != nil {
		return err
	}
	r.text, r.not = text, value.Not
	f.claims = append(f.claims, r)
	return nil
}

func (f *jwtField) name() string { return "jwt" }

func (f *jwtField) match(r *Request) bool {
	token, ok := f.token(r)
	if !ok {
		return false
	}
	for i := range f.claims {
		if !f.claims[i].match(&token, r.budget) {
			return false
		}
	}
	return true
}

// token is the decoded parts of a JSON web token.
type token struct{ header, claims jsontree.Value }

// token reads the token of a request: the last word of its header, so that a
// scheme before it does not matter.
func (f *jwtField) token(r *Request) (token, bool) {
	value, _ := r.Header(f.header)
	words := strings.Fields(value)
	if len(words) == 0 {
		return token{}, false
	}
	parts := strings.Split(words[len(words)-1], ".")
	if len(parts) < 2 {
		return token{}, false
	}
	claims, ok := decodePart(parts[1])
	header, _ := decodePart(parts[0])
	return token{header, claims}, ok && claims.Kind == jsontree.Object
}

func decodePart(part string) (jsontree.Value, bool) {
	text, err := base64.RawURLEncoding.DecodeString(strings.TrimRight(part, "="))
	if err != nil {
		return jsontree.Value{}, false
	}
	v, err := jsontree.Parse(text)
	return v, err == nil
}

func (r *claimRule) match(t *token, b *pattern.Budget) bool {
	for _, value := range r.values(t) {
		if r.text.Match(value, b) {
			return !r.not
		}
	}
	return r.not
}

// values returns what the claim says as texts, none when it is missing.
func (r *claimRule) values(t *token) []string {
	from := t.claims
	if r.algorithm {
		from = t.header
	}
	switch v, _ := from.Get(r.name); v.Kind {
	case jsontree.Null:
		return nil
	case jsontree.Array:
		texts := make([]string, len(v.Items))
		for i := range v.Items {
			texts[i] = claimText(v.Items[i])
		}
		return texts
	default:
		return []string{claimText(v)}
	}
}

func claimText(v jsontree.Value) string {
	if v.Kind == jsontree.Array || v.Kind == jsontree.Object {
		return string(v.AppendCompact(nil))
	}
	return v.Text
}

func (f *jwtField) explain(r *Request) FieldResult {
	result := FieldResult{Name: "jwt"}
	t, ok := f.token(r)
	if !ok {
		result.Expected, result.Actual = "a JSON web token in "+f.header, "none"
		result.Reasons = []string{rule.Reason("jwt", result.Expected, result.Actual)}
		return result
	}
	for i := range f.claims {
		c := &f.claims[i]
		if c.match(&t, r.budget) {
			continue
		}
		expected := c.text.Expected()
		if c.not {
			expected = "!" + expected
		}
		found := "[" + strings.Join(c.values(&t), ", ") + "]"
		result.Reasons = append(result.Reasons, rule.Reason("jwt "+c.title, expected, found))
	}
	return result
}

func (f *jwtField) matchStored(d *definition) bool { return reflect.DeepEqual(f.model, d.model.JWT) }
