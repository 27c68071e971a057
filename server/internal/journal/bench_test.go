package journal

import (
	"runtime"
	"strconv"
	"testing"
	"time"

	"github.com/mockserver/mockserver/server/internal/model"
)

// typical is a small request of a usual client.
func typical() model.Exchange {
	return model.Exchange{
		Request: &model.Request{
			ID: "0f8fad5b-d9cd-469f-a165-70867728950e", Method: "GET", Path: "/api/v1/users/17", RawQuery: "page=2",
			Query: []model.Field{{Name: "page", Value: "2"}}, Protocol: model.HTTP1, KeepAlive: true, ReceivedAt: time.Unix(5, 0),
			Headers: []model.Field{
				{Name: "Host", Value: "localhost:1080"}, {Name: "User-Agent", Value: "Go-http-client/1.1"},
				{Name: "Accept", Value: "application/json"}, {Name: "Accept-Encoding", Value: "gzip"},
			},
		},
		Outcome: model.Matched, Expectation: &model.Expectation{ID: "e"}, ExpectationID: "e",
		Response: &model.Response{StatusCode: 200}, CompletedAt: time.Unix(5, 0),
	}
}

func BenchmarkAppend(b *testing.B) {
	j, e := New(Options{}), typical()
	b.ReportAllocs()
	for b.Loop() {
		j.Append(e)
	}
}

// BenchmarkRead looks through all records, as a verification does.
func BenchmarkRead(b *testing.B) {
	for _, count := range []int{100, 100_000} {
		b.Run(strconv.Itoa(count), func(b *testing.B) {
			j, e := New(Options{}), typical()
			for range count {
				j.Append(e)
			}
			b.ReportAllocs()
			for b.Loop() {
				j.Exchanges(func(*model.Exchange) bool { return false })
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*count), "ns/record")
		})
	}
}

// TestAMillionRequestsTakeBoundedMemory records far more than is kept.
func TestAMillionRequestsTakeBoundedMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("a million appends take a second")
	}
	const most = 2 * DefaultMaxBytes
	j := New(Options{})
	before := heap()
	shared := typical()
	for i := range 1_000_000 {
		e := shared
		request := *shared.Request
		request.Path += strconv.Itoa(i)
		e.Request = &request
		j.Append(e)
		if i%250_000 == 249_999 {
			if taken := heap() - before; taken > most {
				t.Fatalf("after %d requests the journal takes %d MiB", i+1, taken>>20)
			}
		}
	}
	t.Logf("%d exchanges in %d MiB", j.tape.count, (heap()-before)>>20)
	if evicted := j.Lost().Exchanges; evicted+uint64(j.tape.count) != 1_000_000 {
		t.Errorf("%d evicted and %d kept are not all", evicted, j.tape.count)
	}
}

func heap() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}
