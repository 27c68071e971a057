package schema

import (
	"encoding/json"

	"github.com/mockserver/mockserver/server/internal/jsontree"
)

// toAny turns a tree into the values the validator reads, numbers unrounded.
func toAny(v jsontree.Value) any {
	switch v.Kind {
	case jsontree.Bool:
		return v.Text == "true"
	case jsontree.Number:
		return json.Number(v.Text)
	case jsontree.String:
		return v.Text
	case jsontree.Array:
		items := make([]any, len(v.Items))
		for i := range v.Items {
			items[i] = toAny(v.Items[i])
		}
		return items
	case jsontree.Object:
		members := make(map[string]any, len(v.Members))
		for i := range v.Members {
			members[v.Members[i].Name] = toAny(v.Members[i].Value)
		}
		return members
	default:
		return nil
	}
}
