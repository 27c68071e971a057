package schema

import (
	"fmt"
	"sync"
	"testing"

	"github.com/mockserver/mockserver/server/internal/jsontree"
)

func parsed(t *testing.T, text string) jsontree.Value {
	t.Helper()
	v, err := jsontree.Parse([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

const people = `"definitions":{
	"Person":{"type":"object","properties":{"name":{"$ref":"#/definitions/Name"},"friend":{"$ref":"#/definitions/Person"},"default":{"$ref":"#/definitions/Name"}}},
	"Name":{"type":"string","pattern":"^[A-Z]"}}`

// Each schema judges as it does alone, also where several are at it at once.
func TestFamilyJudgesAsEachAlone(t *testing.T) {
	documents := []string{
		`{"$ref":"#/definitions/Person",` + people + `}`,
		`{"type":"array","items":{"$ref":"#/definitions/Name"},` + people + `}`,
		`{"properties":{"$ref":{"type":"integer"}},` + people + `}`,
		`{"$schema":"https://json-schema.org/draft/2020-12/schema","prefixItems":[{"$ref":"#/definitions/Name"}],` + people + `}`,
		`{"type":"integer"}`,
	}
	values := []string{
		`{"name":"Ann","friend":{"name":"Bob"}}`, `{"name":"Ann","friend":{"name":"bob"}}`, `{"default":"x"}`, `["Ann"]`, `["ann"]`, `[1]`, `{"$ref":1}`, `{"$ref":"x"}`, `1`,
	}
	family := NewFamily()
	var running sync.WaitGroup
	for _, text := range documents {
		document := parsed(t, text)
		alone, err := Compile(document)
		if err != nil {
			t.Fatal(err)
		}
		running.Go(func() {
			member, err := family.Compile(document)
			if err != nil {
				t.Error(err)
				return
			}
			for _, value := range values {
				v, _ := jsontree.Parse([]byte(value))
				if got, want := member.Match(v, nil), alone.Match(v, nil); got != want {
					t.Errorf("%s of %s: %v, alone %v", text, value, got, want)
				}
			}
		})
	}
	running.Wait()
}

func TestFamilyTakesEachDefinitionOnce(t *testing.T) {
	family := NewFamily()
	for i := range 10 {
		if _, err := family.Compile(parsed(t, fmt.Sprintf(`{"minProperties":%d,"$ref":"#/definitions/Person",%s}`, i, people))); err != nil {
			t.Fatal(err)
		}
	}
	if got, want := len(family.documents), 10+2; got != want {
		t.Errorf("%d documents, want %d", got, want)
	}
}

func TestFamilyRefusesOtherDocuments(t *testing.T) {
	for _, text := range []string{`{"$ref":"http://example.com/a"}`, `{"$ref":"#/definitions/None"}`, `{"$ref":"schema:///definitions/9.json"}`} {
		if _, err := NewFamily().Compile(parsed(t, text)); err == nil {
			t.Errorf("%s is compiled", text)
		}
	}
}
