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
	f.source = source{inPath, template}
	f.stored = func(m *model.RequestMatcher) []rule.Pair { return rule.StoredPairs(m.PathParameters) }
	return f, nil
}

// pathPairs reads the parameters of template out of path, segment by segment.
func pathPairs(template, path string) []rule.Pair {
	places, actual := segmentsOf(template), segmentsOf(path)
	if len(places) != len(actual) {
		return nil
	}
	var pairs []rule.Pair
	for i, place := range places {
		if name := parameterName(place); name != "" {
			pairs = appendValues(pairs, name, actual[i])
		}
	}
	return pairs
}

// appendValues reads one segment: values between commas, each perhaps with the
// mark of the label or matrix style and with its name.
func appendValues(pairs []rule.Pair, name, segment string) []rule.Pair {
	for value := range strings.SplitSeq(segment, ",") {
		if value == "" {
			continue
		}
		if len(value) > 1 && (value[0] == '.' || value[0] == ';') {
			value = value[1:]
		}
		if named := name + "="; len(value) > len(named) {
			value = strings.TrimPrefix(value, named)
		}
		pairs = append(pairs, rule.Pair{Name: name, Value: value})
	}
	return pairs
}
