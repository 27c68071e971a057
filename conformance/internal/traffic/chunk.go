package traffic

import (
	"bytes"
	"fmt"
	"strconv"
)

// chunkSizes reads the sizes of the chunks (RFC 9112 section 7.1) from the
// bytes of a whole chunked response.
func chunkSizes(response []byte) ([]int, error) {
	_, rest, _ := bytes.Cut(response, []byte("\r\n\r\n"))
	var sizes []int
	for {
		head, after, found := bytes.Cut(rest, []byte("\r\n"))
		digits, _, _ := bytes.Cut(head, []byte(";"))
		size, err := strconv.ParseUint(string(bytes.TrimSpace(digits)), 16, 31)
		if !found || err != nil || int(size) > len(after) {
			return nil, fmt.Errorf("chunk %d is malformed", len(sizes)+1)
		}
		if size == 0 {
			return sizes, nil
		}
		sizes = append(sizes, int(size))
		rest = bytes.TrimPrefix(after[size:], []byte("\r\n"))
	}
}
