// Package costtest holds what reads bytes of strangers to a bound on memory
// and time. Only tests import it.
package costtest

import (
	"runtime/metrics"
	"testing"
	"time"
)

const (
	// Base is the memory in bytes that any input may cost: caches that are
	// filled once, buffers of a fixed size.
	Base = 8 << 20
	// Time is the longest that one input of a fuzz test may take. It leaves
	// room for slow machines: what hangs, hangs for longer.
	Time = 20 * time.Second
)

// Bound runs read and fails t when it allocated more than Base and perByte
// bytes for each byte of an input of size bytes, or took longer than Time. No
// other goroutine may allocate meanwhile.
func Bound(t testing.TB, size, perByte int, read func()) {
	t.Helper()
	began, before := time.Now(), allocated()
	read()
	if spent, limit := allocated()-before, uint64(Base+size*perByte); spent > limit {
		t.Errorf("an input of %d bytes cost %d bytes of memory, the bound is %d", size, spent, limit)
	}
	if took := time.Since(began); took > Time {
		t.Errorf("an input of %d bytes took %v, the bound is %v", size, took, Time)
	}
}

// allocated is how many bytes this process has allocated so far.
func allocated() uint64 {
	sample := []metrics.Sample{{Name: "/gc/heap/allocs:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}
