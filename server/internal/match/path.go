package match

import (
	"fmt"
	"strings"

	"github.com/mockserver/mockserver/server/internal/match/rule"
	"github.com/mockserver/mockserver/server/internal/model"
)

// pathField compares the raw path. Beside path parameters the path is a
// template: "{name}" segments stand for anything and the number of segments
// has to agree.
type pathField struct {
	text     rule.Text
	segments int // of a template; 0 for an ordinary path
}

func compilePath(c *compiler) (field, error) {
	if isBlank(c.model.Path) {
		return nil, nil
	}
	m, segments := *c.model.Path, 0
	if isTemplate(c.model) {
		m, segments = templatePattern(m.Value), countSegments(m.Value)
	}
	t, err := rule.NewText(m, c.options.exact(c.env.Values))
	if err != nil {
		return nil, fail("path", err)
	}
	return &pathField{*t, segments}, nil
}

// isTemplate reports whether path parameters make the path a template.
func isTemplate(m *model.RequestMatcher) bool {
	return m.PathParameters != nil && len(m.PathParameters.Entries) > 0 &&
		m.Path != nil && m.Path.Schema == nil
}

// templatePattern replaces the parameters of a template by ".*". The template
// loses its negation.
func templatePattern(template string) model.StringMatcher {
	segments := strings.Split(template, "/")
	for i, s := range segments {
		if isParameter(s) {
			segments[i] = ".*"
		}
	}
	return model.StringMatcher{Value: strings.Join(segments, "/")}
}

// isParameter reports whether a segment of a template stands for a parameter.
func isParameter(segment string) bool { return parameterName(segment) != "" }

// parameterName returns the name in "{name}", "{.name}", "{;name}" or any of
// these with a "*" before the brace; "" when segment is none of them.
func parameterName(segment string) string {
	inner, ok := strings.CutPrefix(segment, "{")
	if inner, ok = cutSuffix(inner, "}", ok); !ok {
		return ""
	}
	inner = strings.TrimSuffix(inner, "*")
	if len(inner) > 1 && (inner[0] == '.' || inner[0] == ';') {
		inner = inner[1:]
	}
	if strings.Contains(inner, "*") {
		return ""
	}
	return inner
}

func cutSuffix(s, suffix string, ok bool) (string, bool) {
	if !ok {
		return s, false
	}
	return strings.CutSuffix(s, suffix)
}

// segmentsOf splits a path; empty segments do not count.
func segmentsOf(path string) []string {
	return strings.FieldsFunc(path, func(r rune) bool { return r == '/' })
}

func countSegments(path string) int {
	n, inside := 0, false
	for i := range len(path) {
		if path[i] != '/' && !inside {
			n++
		}
		inside = path[i] != '/'
	}
	return n
}

func (f *pathField) name() string { return "path" }

func (f *pathField) match(r *Request) bool {
	path := r.model.Path
	if path == "" {
		return true
	}
	if f.segments > 0 && countSegments(path) != f.segments {
		return false
	}
	return f.text.Match(path, r.budget)
}

func (f *pathField) explain(r *Request) FieldResult {
	result := explainText("path", &f.text, r.model.Path, r.budget)
	if found := countSegments(r.model.Path); f.segments > 0 && found != f.segments {
		because := fmt.Sprintf("the path has %d segments, the template %d", found, f.segments)
		result.Reasons = []string{rule.Reason("path template", f.text.Expected(), r.model.Path, because)}
	}
	if asked, _, ok := strings.Cut(f.text.Expected(), "?"); ok && asked == r.model.Path {
		because := "a path is compared without the query, which queryStringParameters is for"
		result.Reasons = []string{rule.Reason("string or regex", f.text.Expected(), r.model.Path, because)}
	}
	return result
}

func (f *pathField) matchStored(d *definition) bool {
	return matchStoredText(&f.text, d.model.Path, d.budget)
}
