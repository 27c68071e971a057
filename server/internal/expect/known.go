package expect

import "github.com/mockserver/mockserver/server/internal/model"

// maxKnown bounds the remembered ids; the oldest is forgotten first.
const maxKnown = 100_000

// known remembers expectations by id after they are gone, for verification.
type known struct {
	byID  map[string]*model.Expectation
	order []string
}

func (k *known) add(e *model.Expectation) {
	if k.byID == nil {
		k.byID = make(map[string]*model.Expectation)
	}
	if _, ok := k.byID[e.ID]; !ok {
		k.order = append(k.order, e.ID)
	}
	k.byID[e.ID] = e
	if len(k.order) > maxKnown {
		delete(k.byID, k.order[0])
		k.order = k.order[1:]
	}
}

func (k *known) get(id string) (*model.Expectation, bool) {
	e, ok := k.byID[id]
	return e, ok
}

func (k *known) clear() { *k = known{} }
