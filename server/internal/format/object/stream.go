package object

import (
	"bufio"
	"bytes"
	"io"
	"iter"

	"github.com/mockserver/mockserver/server/internal/jsontree"
)

// hole is what no document holds.
const hole = "\x00"

// Hole stands for the array that Stream fills.
func Hole() jsontree.Value { return jsontree.StringOf(hole) }

// Stream writes document with an array of items in the place of its Hole, which
// lies inside as many objects as level. There may be more items than could be
// held. The error is w's.
func Stream(w io.Writer, document jsontree.Value, level int, items iter.Seq[jsontree.Value]) error {
	before, after, _ := bytes.Cut(document.AppendPretty(nil), Hole().AppendPretty(nil))
	out := bufio.NewWriter(w)
	_, _ = out.Write(before) // Flush returns the first error
	_, _ = out.WriteString("[ ")
	var piece []byte
	separator, end := "", "]"
	for item := range items {
		piece = item.AppendPrettyAt(append(piece[:0], separator...), level)
		if _, err := out.Write(piece); err != nil {
			return err
		}
		separator, end = ", ", " ]"
	}
	_, _ = out.WriteString(end)
	_, _ = out.Write(after)
	return out.Flush()
}
