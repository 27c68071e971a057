package replay

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/mockserver/mockserver/server/internal/action/respond"
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/wire"
)

// Consolidate makes one expectation of those that ask alike: for the same
// method, query and body, and for paths that differ in numbers and UUIDs alone,
// which become parameters. It gives their responses in turn and asks for the
// headers they share. Those that ask for more come first, so that none hides
// another.
func Consolidate(list []*model.Expectation) []*model.Expectation {
	var order []string
	alike := map[string][]*model.Expectation{}
	for i, e := range list {
		stable := Stable(e)
		key := likeness(stable, i)
		if alike[key] == nil {
			order = append(order, key)
		}
		alike[key] = append(alike[key], stable)
	}
	merged := make([]*model.Expectation, len(order))
	for i, key := range order {
		merged[i] = merge(alike[key])
	}
	slices.SortStableFunc(merged, func(a, b *model.Expectation) int { return cmp.Compare(conditions(b.Request), conditions(a.Request)) })
	return merged
}

// likeness is equal for expectations that ask alike. What gives no plain
// response is like nothing else: number tells it apart.
func likeness(e *model.Expectation, number int) string {
	if len(e.Actions) != 1 || e.Actions[0].Kind != respond.Kind {
		return strconv.Itoa(number)
	}
	asked := *e.Request
	asked.Headers = nil
	segments := strings.Split(asked.Path.Value, "/")
	for i, segment := range segments {
		if isIdentifier(segment) {
			segments[i] = "{}"
		}
	}
	asked.Path = &model.StringMatcher{Value: strings.Join(segments, "/")}
	return string(wire.RequestMatcherValue(&asked).AppendCompact(nil))
}

// isIdentifier says whether a segment of a path names one of many things.
func isIdentifier(segment string) bool {
	return uuid.MatchString(segment) || segment != "" && strings.Trim(segment, "0123456789") == ""
}

// conditions is how much a request is asked for; a parameter in the path asks
// for less than a path without.
func conditions(m *model.RequestMatcher) int {
	n := values(m.Headers) + values(m.Query) - values(m.PathParameters)
	if m.Body != nil {
		n++
	}
	return n
}

func values(m *model.MultiMatcher) int {
	n := 0
	if m != nil {
		for _, entry := range m.Entries {
			n += len(entry.Values)
		}
	}
	return n
}

// merge makes one expectation of several that ask alike; its id is the first's.
func merge(alike []*model.Expectation) *model.Expectation {
	merged, request := *alike[0], *alike[0].Request
	if len(alike) == 1 {
		return &merged
	}
	responses := make([]jsontree.Value, len(alike))
	for i, e := range alike {
		merged.Priority = max(merged.Priority, e.Priority)
		request.Headers = shared(request.Headers, e.Request.Headers)
		responses[i] = e.Actions[0].Config
	}
	request.Path, request.PathParameters = template(alike)
	merged.Request = &request
	merged.Actions = []model.Action{{Kind: severalResponses, Config: jsontree.ObjectOf(
		jsontree.Member{Name: severalResponses, Value: jsontree.ArrayOf(responses...)},
		jsontree.Member{Name: "responseMode", Value: jsontree.StringOf("SEQUENTIAL")},
	)}}
	return &merged
}

// severalResponses is the member of an expectation that lists responses.
const severalResponses = "httpResponses"

// shared is what both ask for.
func shared(a, b *model.MultiMatcher) *model.MultiMatcher {
	asked := map[string]bool{}
	if b != nil {
		for _, entry := range b.Entries {
			asked[spelling(entry)] = true
		}
	}
	if a == nil {
		return nil
	}
	kept := &model.MultiMatcher{KeyMatchStyle: a.KeyMatchStyle}
	for _, entry := range a.Entries {
		if asked[spelling(entry)] {
			kept.Entries = append(kept.Entries, entry)
		}
	}
	if len(kept.Entries) == 0 {
		return nil
	}
	return kept
}

func spelling(entry model.MultiEntry) string {
	one := &model.MultiMatcher{Entries: []model.MultiEntry{entry}}
	one.Entries[0].Name.Value = strings.ToLower(entry.Name.Value)
	return string(wire.RequestMatcherValue(&model.RequestMatcher{Headers: one}).AppendCompact(nil))
}

// template is the path that all take, with a parameter for each segment in
// which they differ: {id}, {id1} and so on.
func template(alike []*model.Expectation) (*model.StringMatcher, *model.MultiMatcher) {
	segments := strings.Split(alike[0].Request.Path.Value, "/")
	differs := make([]bool, len(segments))
	for _, e := range alike[1:] {
		for i, segment := range strings.Split(e.Request.Path.Value, "/") {
			differs[i] = differs[i] || segment != segments[i]
		}
	}
	found := 0
	for i := range segments {
		if differs[i] {
			segments[i] = parameterNamed(found)
			found++
		}
	}
	path := strings.Join(segments, "/")
	return &model.StringMatcher{Value: path}, PathParameters(path, nil)
}

func parameterNamed(number int) string {
	if number == 0 {
		return "{id}"
	}
	return "{id" + strconv.Itoa(number) + "}"
}
