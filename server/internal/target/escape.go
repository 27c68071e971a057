package target

import (
	"fmt"
	"strings"
)

// Escape writes a path as clients send it: blanks, control characters and what
// is not ASCII are escaped, everything else stays.
func Escape(path string) string {
	var out strings.Builder
	for i := range len(path) {
		if c := path[i]; c <= ' ' || c >= 0x7f {
			fmt.Fprintf(&out, "%%%02X", c)
		} else {
			out.WriteByte(c)
		}
	}
	return out.String()
}
