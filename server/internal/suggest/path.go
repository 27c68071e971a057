package suggest

import (
	"strings"

	"github.com/mockserver/mockserver/server/internal/model"
)

// template is the matcher's path, segment by segment.
func (t *trial) template() []string {
	path, _ := t.matcher.Get("path")
	return strings.Split(path.Text, "/")
}

func isParameter(segment string) bool {
	return len(segment) > 2 && segment[0] == '{' && segment[len(segment)-1] == '}'
}

// templateFor is path with the matcher's parameters in their places, where it
// has as many segments.
func (t *trial) templateFor(path string) string {
	template, segments := t.template(), strings.Split(path, "/")
	if _, ok := t.matcher.Get("pathParameters"); !ok || len(template) != len(segments) {
		return path
	}
	for i, segment := range template {
		if isParameter(segment) {
			segments[i] = segment
		}
	}
	return strings.Join(segments, "/")
}

// pathParameters are what path has in the places of the template's parameters.
func (t *trial) pathParameters(path string) []model.Field {
	template, segments := t.template(), strings.Split(path, "/")
	if len(template) != len(segments) {
		return nil
	}
	var fields []model.Field
	for i, segment := range template {
		if isParameter(segment) {
			name := strings.Trim(segment, "{.;*}")
			fields = append(fields, model.Field{Name: name, Value: segments[i]})
		}
	}
	return fields
}
