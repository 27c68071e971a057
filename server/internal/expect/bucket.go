package expect

import (
	"slices"

	"github.com/mockserver/mockserver/server/internal/match/body"
)

// bucket is a list of entries told apart by values their bodies must have.
type bucket struct {
	groups []group
	plain  []*entry // in no group
}

// group is entries whose bodies need a certain value at one place.
type group struct {
	read   func(*body.Content) (body.Scalar, bool)
	values map[body.Scalar][]*entry
}

const (
	// minGroup is how many different values make a group worth its lookup.
	minGroup = 4
	// maxGroups bounds the lookups in one bucket.
	maxGroups = 4
)

func newBucket(entries []*entry) *bucket {
	b := &bucket{plain: entries}
	if len(entries) < minGroup {
		return b
	}
	keys := make(map[*entry][]body.Key)
	for _, e := range entries {
		if k := e.matcher.BodyKeys(); len(k) > 0 {
			keys[e] = k
		}
	}
	for len(b.groups) < maxGroups {
		place, values := bestPlace(b.plain, keys)
		if values < minGroup {
			break
		}
		b.groups = append(b.groups, b.extract(place, keys))
	}
	return b
}

// sample is how many entries are looked at to choose a place.
const sample = 500

// bestPlace returns the place with the most different values.
func bestPlace(entries []*entry, keys map[*entry][]body.Key) (place body.Place, most int) {
	values := make(map[body.Place]map[body.Scalar]bool)
	for _, e := range entries[:min(len(entries), sample)] {
		for _, k := range keys[e] {
			if values[k.Place] == nil {
				values[k.Place] = make(map[body.Scalar]bool)
			}
			values[k.Place][k.Scalar] = true
		}
	}
	for p, different := range values {
		if len(different) > most || len(different) == most && p.Less(place) {
			place, most = p, len(different)
		}
	}
	return place, most
}

// extract moves the entries that need a value at place into a group.
func (b *bucket) extract(place body.Place, keys map[*entry][]body.Key) group {
	g := group{read: place.Reader(), values: make(map[body.Scalar][]*entry)}
	var rest []*entry
	for _, e := range b.plain {
		i := slices.IndexFunc(keys[e], func(k body.Key) bool { return k.Place == place })
		if i < 0 {
			rest = append(rest, e)
			continue
		}
		scalar := keys[e][i].Scalar
		g.values[scalar] = append(g.values[scalar], e)
		delete(keys, e)
	}
	b.plain = rest
	return g
}

// offer adds the lists of entries that the request's body could satisfy. A nil
// bucket has none.
func (b *bucket) offer(c *candidates) {
	if b == nil {
		return
	}
	c.add(b.plain)
	for i := range b.groups {
		if value, ok := b.groups[i].read(c.request.Content()); ok {
			c.add(b.groups[i].values[value])
		}
	}
}
