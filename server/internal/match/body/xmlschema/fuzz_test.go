package xmlschema

import (
	"testing"

	"github.com/mockserver/mockserver/server/internal/costtest"
	"github.com/mockserver/mockserver/server/internal/match/body"
	"github.com/mockserver/mockserver/server/internal/match/pattern"
	"github.com/mockserver/mockserver/server/internal/model"
)

// costPerByte bounds what a byte of a schema or a document costs in memory.
const costPerByte = 50_000

const notes = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="note"><xs:complexType><xs:sequence>
<xs:element name="to" type="xs:string" maxOccurs="3"/><xs:element name="day"><xs:simpleType><xs:restriction base="xs:string"><xs:pattern value="[a-z]+"/></xs:restriction></xs:simpleType></xs:element>
</xs:sequence><xs:attribute name="id" type="xs:int" use="required"/></xs:complexType></xs:element></xs:schema>`

// FuzzMatch: any schema is refused or decides about any document, with a reason.
func FuzzMatch(f *testing.F) {
	f.Add(notes, `<note id="1"><to>a</to><day>b</day></note>`)
	f.Add(notes, `<?xml version="1.0" encoding="utf-16"?><note/>`)
	f.Add(`<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:import schemaLocation="file:///etc/passwd"/></xs:schema>`, `<a/>`)
	f.Fuzz(func(t *testing.T, schema, document string) {
		costtest.Bound(t, len(schema)+len(document), costPerByte, func() {
			m, err := Compile(&model.Body{Type: "XML_SCHEMA", Text: schema}, body.Env{})
			if err != nil {
				return
			}
			c := &body.Content{Bytes: []byte(document), Type: "text/xml", Budget: &pattern.Budget{}}
			if !m.Match(c) && m.Explain(c) == "" {
				t.Errorf("%q does not match %q, without a reason", document, schema)
			}
		})
	})
}
