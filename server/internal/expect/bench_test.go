package expect

import (
	"fmt"
	"strings"
	"testing"

	"github.com/mockserver/mockserver/server/internal/match"
	"github.com/mockserver/mockserver/server/internal/model"
)

// shapes are stores of many expectations and a request that the last answers.
var shapes = []struct {
	name    string
	matcher func(i int) string
	request func(last int) *model.Request
}{
	{"literal", func(i int) string { return fmt.Sprintf(`{"method":"GET","path":"/item/%d"}`, i) }, itemRequest},
	{"regex", func(i int) string { return fmt.Sprintf(`{"path":"/item/%d(/[a-z]+)?"}`, i) }, itemRequest},
	{"suffix", func(i int) string { return fmt.Sprintf(`{"path":"/item/[a-z]*/?%d"}`, i) }, itemRequest},
	{"lookahead", func(i int) string { return fmt.Sprintf(`{"path":"/(?!x)item/%d"}`, i) }, itemRequest},
	{"template", func(i int) string { return fmt.Sprintf(`{"path":"/t%d/{id}","pathParameters":{"id":["[0-9]+"]}}`, i) },
		func(last int) *model.Request {
			return &model.Request{Method: "GET", Path: fmt.Sprintf("/t%d/17", last)}
		}},
	{"json", func(i int) string { return fmt.Sprintf(`{"path":"/j","body":{"kind":"x","user":{"id":%d}}}`, i) },
		func(last int) *model.Request {
			body := fmt.Sprintf(`{"kind":"x","padding":[%s1],"user":{"id":%d,"name":"n"}}`, strings.Repeat(`{"a":"some text"},`, 50), last)
			return &model.Request{Method: "POST", Path: "/j", Body: []byte(body)}
		}},
}

func itemRequest(last int) *model.Request {
	return &model.Request{Method: "GET", Path: fmt.Sprintf("/item/%d", last)}
}

// BenchmarkSelect compares the index with a scan in match order, by shape and
// number of expectations.
func BenchmarkSelect(b *testing.B) {
	for _, shape := range shapes {
		for _, count := range []int{1, 100, 1000, 10000} {
			w := newWorld(Settings{})
			list := make([]*model.Expectation, count)
			for i := range list {
				list[i] = expecting(b, "", shape.matcher(i))
			}
			w.add(b, list...)
			request := shape.request(count - 1)
			b.Run(fmt.Sprintf("%s/%d/index", shape.name, count), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					if _, ok := w.Select(match.NewRequest(request)); !ok {
						b.Fatal("no match")
					}
				}
			})
			if count > 1000 {
				continue
			}
			b.Run(fmt.Sprintf("%s/%d/scan", shape.name, count), func(b *testing.B) {
				for b.Loop() {
					if scan(w, match.NewRequest(request)) == "" {
						b.Fatal("no match")
					}
				}
			})
		}
	}
}

// BenchmarkNearest looks for the expectation closest to a request that none
// matches, by shape and number of expectations.
func BenchmarkNearest(b *testing.B) {
	for _, shape := range shapes {
		for _, count := range []int{100, 10000} {
			w := newWorld(Settings{})
			list := make([]*model.Expectation, count)
			for i := range list {
				list[i] = expecting(b, "", shape.matcher(i))
			}
			w.add(b, list...)
			request := shape.request(count)
			b.Run(fmt.Sprintf("%s/%d", shape.name, count), func(b *testing.B) {
				for b.Loop() {
					if _, ok := w.Nearest(match.NewRequest(request)); !ok {
						b.Fatal("nothing is near")
					}
				}
			})
		}
	}
}

// BenchmarkUpsert stores expectations in one call, and one by one with a
// request after each.
func BenchmarkUpsert(b *testing.B) {
	const count = 10000
	list := make([]*model.Expectation, count)
	for i := range list {
		list[i] = expecting(b, "", fmt.Sprintf(`{"method":"GET","path":"/item/%d"}`, i))
	}
	b.Run("at once", func(b *testing.B) {
		for b.Loop() {
			w := newWorld(Settings{})
			w.add(b, list...)
			w.answer("/item/1")
		}
	})
	b.Run("one by one", func(b *testing.B) {
		for b.Loop() {
			w := newWorld(Settings{})
			for _, e := range list {
				w.add(b, e)
				w.answer("/item/1")
			}
		}
	})
}
