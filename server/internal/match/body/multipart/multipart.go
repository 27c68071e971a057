// Package multipart compares bodies of several parts (RFC 7578).
package multipart

import (
	"bytes"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"strings"

	"github.com/mockserver/mockserver/server/internal/match/body"
	"github.com/mockserver/mockserver/server/internal/match/rule"
	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/wire"
)

// maxParts bounds the parts looked at.
const maxParts = 10_000

type matcher struct{ fields, filenames, types *rule.Multi }

// Compile compiles a MULTIPART body: maps of part names to their content,
// file names and content types, each by the rules of headers.
func Compile(b *model.Body, env body.Env) (body.Matcher, error) {
	var m matcher
	for member, target := range map[string]**rule.Multi{
		"fields": &m.fields, "filenames": &m.filenames, "partContentTypes": &m.types,
	} {
		given, ok := b.Object.Get(member)
		if !ok {
			continue
		}
		parsed, err := wire.ParseMultiMatcher(given)
		if err == nil {
			*target, err = rule.NewMulti(parsed, env.Values)
		}
		if err != nil {
			return nil, &body.FieldError{Field: member, Err: err}
		}
	}
	return &m, nil
}

// parts are the name/value pairs that each map is compared with.
type parts struct{ fields, filenames, types []rule.Pair }

func (m *matcher) Match(c *body.Content) bool {
	p, err := read(c)
	return err == nil && len(m.reasons(p, c)) == 0
}

func (m *matcher) reasons(p *parts, c *body.Content) []string {
	var reasons []string
	for _, one := range []struct {
		name  string
		rule  *rule.Multi
		pairs []rule.Pair
	}{
		{"fields", m.fields, p.fields},
		{"filenames", m.filenames, p.filenames},
		{"part content types", m.types, p.types},
	} {
		if one.rule != nil && !one.rule.Match(one.pairs, c.Budget) {
			reasons = append(reasons, rule.Reason(one.name, one.rule.String(), rule.ListPairs(one.pairs)))
		}
	}
	return reasons
}

func (m *matcher) Explain(c *body.Content) string {
	p, err := read(c)
	if err != nil {
		return rule.Reason("multipart", "a multipart body", c.Text(), err.Error())
	}
	return strings.Join(m.reasons(p, c), "\n")
}

var errNoBoundary = errors.New("the content type names no multipart boundary")

func read(c *body.Content) (*parts, error) {
	mediaType, parameters, err := mime.ParseMediaType(c.Type)
	if err != nil || !strings.HasPrefix(mediaType, "multipart/") || parameters["boundary"] == "" {
		return nil, errNoBoundary
	}
	p := &parts{}
	reader := multipart.NewReader(bytes.NewReader(c.Bytes), parameters["boundary"])
	for range maxParts {
		part, err := reader.NextPart()
		if errors.Is(err, io.EOF) {
			return p, nil
		}
		if err != nil {
			return nil, err
		}
		if err := p.add(part); err != nil {
			return nil, err
		}
	}
	return p, nil
}

func (p *parts) add(part *multipart.Part) error {
	content, err := io.ReadAll(part)
	if err != nil {
		return err
	}
	name := part.FormName()
	p.fields = append(p.fields, rule.Pair{Name: name, Value: string(content)})
	if filename := part.FileName(); filename != "" {
		p.filenames = append(p.filenames, rule.Pair{Name: name, Value: filename})
	}
	if contentType := part.Header.Get("Content-Type"); contentType != "" {
		p.types = append(p.types, rule.Pair{Name: name, Value: contentType})
	}
	return nil
}
