package graphql

import "strings"

// tight are the characters around which blanks mean nothing.
const tight = "{}():!@[]=|&."

// normalise writes a query without comments and with as few blanks as its
// meaning allows; a comma is a blank. Texts stay as they are.
func normalise(query string) string {
	n := &normaliser{source: query}
	for n.at < len(query) {
		n.step()
	}
	return n.out.String()
}

type normaliser struct {
	source string
	at     int
	out    strings.Builder
	last   byte
	blank  bool // blanks were passed since last
}

func (n *normaliser) step() {
	c := n.source[n.at]
	switch {
	case c == '#':
		end := strings.IndexAny(n.source[n.at:], "\r\n")
		if end < 0 {
			end = len(n.source) - n.at
		}
		n.at += end
	case strings.IndexByte(" \t\r\n\f\v,", c) >= 0:
		n.blank = true
		n.at++
	case c == '"':
		n.text()
	default:
		n.write(n.source[n.at : n.at+1])
		n.at++
	}
}

// write adds a token, after one blank where it may not be left out.
func (n *normaliser) write(token string) {
	first := token[0]
	if n.blank && n.out.Len() > 0 && strings.IndexByte(tight, first) < 0 && strings.IndexByte(tight, n.last) < 0 {
		n.out.WriteByte(' ')
	}
	n.blank = false
	n.out.WriteString(token)
	n.last = token[len(token)-1]
}

// text copies a string or a block string.
func (n *normaliser) text() {
	quote := `"`
	if strings.HasPrefix(n.source[n.at:], `"""`) {
		quote = `"""`
	}
	end := n.at + len(quote)
	for end < len(n.source) && !strings.HasPrefix(n.source[end:], quote) {
		if n.source[end] == '\\' {
			end++
		}
		end++
	}
	end = min(end+len(quote), len(n.source))
	n.write(n.source[n.at:end])
	n.at = end
}
