package match

import (
	"strings"

	"github.com/mockserver/mockserver/server/internal/match/rule"
	"github.com/mockserver/mockserver/server/internal/model"
)

// compilePathParameters compares what the request has in the places of the
// path template's parameters.
func compilePathParameters(c *compiler) (field, error) {
	f, err := compileMulti(c, "pathParameters", "pathParameters", c.model.PathParameters)
	if f == nil {
		return nil, err
	}
	template := ""
	if c.model.Path != nil {
		template = c.model.Path.Value
	}
	f.pairs = func(r *Request) []rule.Pair { return pathPairs(template, r.model.Path) }
	f.stored = func(m *model.RequestMatcher) []rule.Pair { return rule.StoredPairs(m.PathParameters) }
	return f, nil
}

// pathPairs reads the parameters of template out of path, segment by segment.
func pathPairs(template, path string) []rule.Pair {
	if countSegments(template) != countSegments(path) {
		return nil
	}
	var pairs []rule.Pair
	actual := strings.Split(strings.Trim(path, "/"), "/")
	for i, s := range strings.Split(strings.Trim(template, "/"), "/") {
		if !isParameter(s) {
			continue
		}
		name := strings.Trim(s, "{}")
		for value := range strings.SplitSeq(actual[i], ",") {
			pairs = append(pairs, rule.Pair{Name: name, Value: value})
		}
	}
	return pairs
}
