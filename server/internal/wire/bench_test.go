package wire

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/mockserver/mockserver/server/internal/jsontree"
)

// batch is one document of n expectations of an everyday kind.
func batch(n int) []byte {
	items := make([]string, n)
	for i := range items {
		items[i] = fmt.Sprintf(`{"id":"e%[1]d","priority":%[1]d,"httpRequest":{"method":"POST","path":"/orders/%[1]d","headers":{"Accept":["application/json"],"X-Tenant":["!none"]},`+
			`"queryStringParameters":{"page":"1"},"cookies":{"session":"s%[1]d"},"body":{"order":%[1]d,"lines":[{"sku":"a","count":1}]}},`+
			`"httpResponse":{"statusCode":201,"headers":{"Location":["/orders/%[1]d"]},"body":{"id":%[1]d,"state":"accepted"}},"times":{"remainingTimes":3}}`, i)
	}
	return []byte("[" + strings.Join(items, ",\n") + "]")
}

// BenchmarkParseExpectations carries encoding/json on the same document beside it.
func BenchmarkParseExpectations(b *testing.B) {
	for _, n := range []int{1, 10_000} {
		doc := batch(n)
		b.Run(fmt.Sprintf("expectations=%d/wire", n), func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(doc)))
			codec := codec()
			for b.Loop() {
				if _, err := codec.ParseExpectations(doc); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(fmt.Sprintf("expectations=%d/encoding-json", n), func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(doc)))
			for b.Loop() {
				var v any
				if err := json.Unmarshal(doc, &v); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkExpectationValue writes 10,000 expectations back.
func BenchmarkExpectationValue(b *testing.B) {
	list, err := codec().ParseExpectations(batch(10_000))
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		values := make([]jsontree.Value, len(list))
		for i, e := range list {
			values[i] = ExpectationValue(e)
		}
		jsontree.ArrayOf(values...).AppendPretty(nil)
	}
}
