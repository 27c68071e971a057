package match

import (
	"github.com/mockserver/mockserver/server/internal/match/rule"
	"github.com/mockserver/mockserver/server/internal/model"
)

type protocolField struct{ want model.Protocol }

func compileProtocol(c *compiler) (field, error) {
	if c.model.Protocol == "" {
		return nil, nil
	}
	return &protocolField{c.model.Protocol}, nil
}

func (f *protocolField) name() string { return "protocol" }

func (f *protocolField) match(r *Request) bool { return r.model.Protocol == f.want }

func (f *protocolField) explain(r *Request) FieldResult {
	expected, actual := string(f.want), string(r.model.Protocol)
	return FieldResult{
		Name: "protocol", Expected: expected, Actual: actual,
		Reasons: []string{rule.Reason("exact string", expected, actual)},
	}
}

func (f *protocolField) matchStored(d *definition) bool { return d.model.Protocol == f.want }
