package expect

import (
	"slices"

	"github.com/mockserver/mockserver/server/internal/match"
	"github.com/mockserver/mockserver/server/internal/match/body"
)

// bucket is a list of entries told apart by values their requests must have.
type bucket struct {
	groups []group
	plain  []*entry // in no group
}

// group is entries whose requests need a certain value at one place.
type group struct {
	read   func(*match.Request, []body.Scalar) []body.Scalar
	values map[body.Scalar][]*entry
	all    []*entry
}

const (
	// minGroup is how many different values make a group worth its lookup.
	minGroup = 4
	// maxGroups bounds the lookups in one bucket.
	maxGroups = 4
	// maxValues is how many values of one request are looked up in a group; one
	// with more could match any of the group's entries.
	maxValues = 4
)

func newBucket(entries []*entry) bucket {
	b := bucket{plain: entries}
	if len(entries) < minGroup {
		return b
	}
	keys := make(map[*entry][]match.Key)
	for _, e := range entries {
		if k := e.matcher.Keys(); len(k) > 0 {
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

// sample is about how many entries are looked at to choose a place.
const sample = 500

// bestPlace returns the place with the most different values.
func bestPlace(entries []*entry, keys map[*entry][]match.Key) (place match.Place, most int) {
	values := make(map[match.Place]map[body.Scalar]bool)
	step := len(entries)/sample + 1
	for i := 0; i < len(entries); i += step {
		for _, k := range keys[entries[i]] {
			if values[k.Place] == nil {
				values[k.Place] = make(map[body.Scalar]bool)
			}
			values[k.Place][k.Value] = true
		}
	}
	for p, different := range values {
		if len(different) > most || len(different) == most && p.Compare(place) < 0 {
			place, most = p, len(different)
		}
	}
	return place, most
}

// extract moves the entries that need a value at place into a group.
func (b *bucket) extract(place match.Place, keys map[*entry][]match.Key) group {
	g := group{read: place.Reader(), values: make(map[body.Scalar][]*entry)}
	var rest []*entry
	for _, e := range b.plain {
		i := slices.IndexFunc(keys[e], func(k match.Key) bool { return k.Place == place })
		if i < 0 {
			rest = append(rest, e)
			continue
		}
		value := keys[e][i].Value
		g.values[value] = append(g.values[value], e)
		g.all = append(g.all, e)
		delete(keys, e)
	}
	b.plain = rest
	return g
}

// offer adds the lists of entries that the request could satisfy.
func (b *bucket) offer(c *candidates) {
	c.add(b.plain)
	for i := range b.groups {
		b.groups[i].offer(c)
	}
}

func (g *group) offer(c *candidates) {
	var few [maxValues]body.Scalar
	values := g.read(c.request, few[:0])
	if len(values) > maxValues {
		c.add(g.all)
		return
	}
	for _, v := range values {
		c.add(g.values[v])
	}
}
