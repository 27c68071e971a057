package crud_test

import (
	"testing"

	"github.com/mockserver/mockserver/server/internal/costtest"
	"github.com/mockserver/mockserver/server/internal/crud"
	"github.com/mockserver/mockserver/server/internal/jsontree"
)

// costPerByte bounds what a byte of a request costs in memory.
const costPerByte = 20_000

// FuzzServe: whatever is asked of a resource, what it answers is JSON or
// nothing, and its list is an array of objects.
func FuzzServe(f *testing.F) {
	for _, seed := range [][3]string{
		{"POST", "/things", `{"name":"a","n":[1,null]}`}, {"PUT", "/things/1", `{"id":"1","x":{}}`}, {"PATCH", "/things/%31", `{"x":1,"x":2}`},
		{"DELETE", "/things/1", ""}, {"GET", "/things/", "x"}, {"GET", "/things/1/2", ""}, {"POST", "/things", `[1]`}, {"PATCH", "/things/%zz", `{`},
	} {
		f.Add(seed[0], seed[1], seed[2])
	}
	f.Fuzz(func(t *testing.T, method, path, body string) {
		costtest.Bound(t, len(method)+len(path)+len(body), costPerByte, func() {
			fixture := newFixture()
			fixture.register(t, crud.Definition{BasePath: "/things"}, `[{"name":"b"}]`)
			for _, call := range [][3]string{{method, path, body}, {"POST", "/things", body}, {method, path, body}} {
				if answer, ours := fixture.Serve(call[0], call[1], []byte(call[2])); ours && len(answer.JSON) > 0 {
					if _, err := jsontree.Parse(answer.JSON); err != nil {
						t.Errorf("%q is answered %s: %v", call, answer.JSON, err)
					}
				}
			}
			answer, _ := fixture.Serve("GET", "/things", nil)
			list, err := jsontree.Parse(answer.JSON)
			if err != nil || list.Kind != jsontree.Array {
				t.Fatalf("%s, %v", answer.JSON, err)
			}
			for _, item := range list.Items {
				if item.Kind != jsontree.Object {
					t.Errorf("an item is %s", item.AppendCompact(nil))
				}
			}
		})
	})
}
