package openapi

import (
	"slices"
	"strconv"
	"strings"

	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
	"github.com/mockserver/mockserver/server/internal/wire"
)

// Generate returns one expectation for each operation asked for, which answers
// as the specification says. The specification is loaded again. Ids are the
// same each time: see IDPrefix. The error is an *Error.
func (l *Library) Generate(x *model.OpenAPIExpectation) ([]*model.Expectation, error) {
	l.kept.Remove(x.Source)
	s, err := l.load(x.Source)
	if err != nil {
		return nil, err
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	var list []*model.Expectation
	prefix := s.idPrefix()
	for _, o := range s.operations {
		choice, asked := choiceOf(o, x.Operations)
		if !asked {
			continue
		}
		config, err := o.answer(choice)
		if err != nil {
			return nil, err
		}
		list = append(list, &model.Expectation{
			ID:         prefix + o.id,
			Times:      model.Times{Unlimited: true},
			TimeToLive: model.TimeToLive{Unlimited: true},
			Request: &model.RequestMatcher{OpenAPI: &model.OpenAPIDefinition{
				Source: x.Source, OperationID: o.id, ContextPathPrefix: x.ContextPathPrefix,
			}},
			Actions: []model.Action{{Kind: "httpResponse", Config: config}},
		})
	}
	return list, nil
}

// IDPrefix is what the ids of all expectations begin with that were generated
// from the same specification as the one called id; false when that was not
// generated.
func IDPrefix(id string) (string, bool) {
	if !strings.HasPrefix(id, idLead) {
		return "", false
	}
	specification, _, ok := strings.Cut(id[len(idLead):], ":")
	return idLead + specification + ":", ok
}

// choiceOf returns what is asked of an operation; everything is when nothing
// is named.
func choiceOf(o *operation, choices []model.OperationChoice) (model.OperationChoice, bool) {
	if len(choices) == 0 {
		return model.OperationChoice{}, true
	}
	i := slices.IndexFunc(choices, func(c model.OperationChoice) bool { return c.OperationID == o.id })
	if i < 0 {
		return model.OperationChoice{}, false
	}
	return choices[i], true
}

// answer is the configuration of an httpResponse.
func (o *operation) answer(choice model.OperationChoice) (jsontree.Value, error) {
	if len(o.responses) == 0 {
		return jsontree.ObjectOf(), nil
	}
	chosen := o.responses[0]
	for _, r := range o.responses {
		if r.name == choice.StatusCode {
			chosen = r
		}
	}
	var members []jsontree.Member
	if code := statusCode(chosen.name); code > 0 {
		members = append(members, jsontree.Member{Name: "statusCode", Value: jsontree.IntOf(int64(code))})
	}
	more, err := chosen.content(choice.ExampleName)
	if err != nil {
		return jsontree.Value{}, err
	}
	response, err := wire.ParseResponse(jsontree.ObjectOf(append(members, more...)...))
	if err != nil {
		return jsontree.Value{}, chosen.fail("%s", err)
	}
	return wire.ResponseValue(response), nil
}

// statusCode reads "404"; a range is its first hundred and anything else none.
func statusCode(name string) int {
	if len(name) == 3 && strings.EqualFold(name[1:], "XX") {
		name = name[:1] + "00"
	}
	code, err := strconv.Atoi(name)
	if err != nil || code < 0 {
		return 0
	}
	return code
}
