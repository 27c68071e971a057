package rpc

import (
	"maps"
	"slices"
	"testing"
)

func TestEveryServiceIsOwned(t *testing.T) {
	f := New(nil, nil)
	owned, served := slices.Sorted(maps.Keys(f.owned)), slices.Sorted(maps.Keys(f.services()))
	if !slices.Equal(owned, served) {
		t.Errorf("owns %q, serves %q", owned, served)
	}
}
