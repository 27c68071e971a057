package suite

import (
	"fmt"

	"github.com/bmatcuk/doublestar/v4"
)

func checkGlob(glob string) error {
	if !doublestar.ValidatePattern(glob) {
		return fmt.Errorf("%q is not a valid pattern", glob)
	}
	return nil
}

// matchesGlob takes a pattern that checkGlob accepted.
func matchesGlob(glob, name string) bool {
	return doublestar.MatchUnvalidated(glob, name)
}
