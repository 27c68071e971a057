package control

import "github.com/mockserver/mockserver/server/internal/jsontree"

// Refusal is what is wrong with a call that MockServer refuses with a JSON
// object instead of a text.
type Refusal struct{ Reason string }

// Error implements error.
func (r *Refusal) Error() string { return r.Reason }

// Document is the refusal as REST answers it.
func (r *Refusal) Document() Document {
	return jsonDocument(jsontree.ObjectOf(jsontree.Member{Name: "error", Value: jsontree.StringOf(r.Reason)}))
}
