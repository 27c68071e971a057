package costtest

import "testing"

// recorder is a test that is told of failures instead of failing.
type recorder struct {
	testing.TB
	failed bool
}

func (r *recorder) Helper()               {}
func (r *recorder) Errorf(string, ...any) { r.failed = true }

var kept []byte

func TestBound(t *testing.T) {
	for _, c := range []struct {
		perByte int
		want    bool
	}{{0, true}, {1, false}} {
		r := &recorder{TB: t}
		const size = 2 * Base
		Bound(r, size, c.perByte, func() { kept = make([]byte, size) })
		if r.failed != c.want {
			t.Errorf("%d bytes a byte: refused %v", c.perByte, r.failed)
		}
	}
}
