package wire

// fewNames is up to how many names comparing each is quicker than a map.
const fewNames = 8

// places numbers distinct names in the order they come.
type places[N comparable] struct {
	names []N
	index map[N]int // once there are more than fewNames
}

// of returns the number of name, and whether it came before.
func (p *places[N]) of(name N) (i int, seen bool) {
	if p.index != nil {
		i, seen = p.index[name]
	} else {
		i, seen = p.scan(name)
	}
	if seen {
		return i, true
	}
	p.names = append(p.names, name)
	i = len(p.names) - 1
	switch {
	case p.index != nil:
		p.index[name] = i
	case len(p.names) > fewNames:
		p.index = make(map[N]int, 2*fewNames)
		for at, n := range p.names {
			p.index[n] = at
		}
	}
	return i, false
}

func (p *places[N]) scan(name N) (int, bool) {
	for i, n := range p.names {
		if n == name {
			return i, true
		}
	}
	return 0, false
}
