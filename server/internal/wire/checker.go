package wire

import (
	"fmt"
	"strings"

	"github.com/mockserver/mockserver/server/internal/jsontree"
)

// maxViolations is how many violations of one document are listed.
const maxViolations = 1000

// checker collects what is wrong. While quiet it only counts, which costs
// neither paths nor texts.
type checker struct {
	quiet      bool
	count      int
	violations []Violation
}

// accepts reports whether v is inside s.
func accepts(s shape, v jsontree.Value) bool {
	return (&checker{quiet: true}).accepts(s, v)
}

// accepts reports whether v is inside s and collects nothing.
func (c *checker) accepts(s shape, v jsontree.Value) bool {
	if !c.quiet {
		return accepts(s, v)
	}
	before := c.count
	s.check(c, nil, v)
	accepted := c.count == before
	c.count = before
	return accepted
}

// violationsOf says in which ways v is outside s, nil when it is inside.
func violationsOf(s shape, v jsontree.Value) []Violation {
	if accepts(s, v) {
		return nil
	}
	var c checker
	s.check(&c, nil, v)
	return c.violations
}

// take adds what another checker collected.
func (c *checker) take(other *checker) {
	c.count += other.count
	c.violations = append(c.violations, other.violations...)
}

func (c *checker) failf(at *place, format string, args ...any) {
	c.count++
	if !c.quiet && len(c.violations) < maxViolations {
		c.violations = append(c.violations, Violation{Path: at.String(), Reason: fmt.Sprintf(format, args...)})
	}
}

// mismatch says that a value of one type stands where another is expected.
func (c *checker) mismatch(at *place, found, expected string) {
	if c.quiet {
		c.count++
		return
	}
	c.failf(at, "%s found, %s expected", found, expected)
}

func (c *checker) member(at *place, name string) *place {
	if c.quiet {
		return nil
	}
	return at.member(name)
}

func (c *checker) item(at *place, i int) *place {
	if c.quiet {
		return nil
	}
	return at.item(i)
}

const undefined = "is not defined in the schema and the schema does not allow additional properties"

func (c *checker) undefined(at *place, name string) {
	switch {
	case c.quiet:
		c.count++
	case name == "":
		c.failf(at, "property '' "+undefined)
	default:
		c.failf(at.member(name), undefined)
	}
}

// required says which of names are missing in v.
func (c *checker) required(at *place, v jsontree.Value, names ...string) {
	for _, name := range names {
		if _, ok := v.Get(name); !ok {
			c.missing(c.member(at, name))
		}
	}
}

func (c *checker) missing(at *place) {
	c.failf(at, "%s", missingReason(at.String()))
}

const missingAction = "is missing, but is required, if specifying action of type "

// missingReason is worded by what the path begins with.
func missingReason(path string) string {
	switch {
	case strings.HasSuffix(path, ".specUrlOrPayload"):
		return "is missing, but is required, if specifying OpenAPI request matcher"
	case strings.HasPrefix(path, "$.http"):
		return missingAction + strings.TrimPrefix(path, "$.http")
	case strings.HasPrefix(path, "$.grpc"):
		return missingAction + "G" + strings.TrimPrefix(path, "$.g")
	default:
		return "is missing but it is required"
	}
}
