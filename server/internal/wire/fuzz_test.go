package wire

import (
	"testing"

	"github.com/mockserver/mockserver/server/internal/costtest"
)

// costPerByte bounds what a byte of a document costs in memory: refusals
// repeat the document, and each violation has words.
const costPerByte = 10_000

// FuzzDocuments reads a document as each of the kinds but expectations: a
// refusal has words, and a filter is written back as one that means the same.
func FuzzDocuments(f *testing.F) {
	for _, seed := range []string{
		`{"path":"/a","method":"!b"}`, `{"httpRequest":{"path":"/a"},"times":{"atLeast":1,"atMost":2},"maximumNumberOfRequestToReturnInVerificationFailure":5}`,
		`{"httpRequests":[{"path":"/a"},{}]}`, `{"expectationIds":[{"id":"a"}]}`, `{"id":"a"}`, `{"ports":[0,80]}`, `{"expectationId":{"id":"a"}}`,
		`{"specUrlOrPayload":"{}","operationId":"a"}`, `{"httpResponse":{"statusCode":200,"headers":{"a":["b"]}}}`, "", "null", `[{}]`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, doc []byte) {
		costtest.Bound(t, len(doc), costPerByte, func() {
			for kind, parse := range map[string]func() error{
				"clear":        func() error { _, err := ParseClear(doc); return err },
				"verification": func() error { _, err := ParseVerification(doc); return err },
				"sequence":     func() error { _, err := ParseVerificationSequence(doc); return err },
				"ports":        func() error { _, err := ParsePortBinding(doc); return err },
			} {
				if err := parse(); err != nil && err.Error() == "" {
					t.Errorf("%s: %q is refused without a word", kind, doc)
				}
			}
			checkFilter(t, doc)
		})
	})
}

func checkFilter(t *testing.T, doc []byte) {
	m, err := ParseRequestMatcher(doc)
	if err != nil || m == nil {
		return
	}
	first := RequestMatcherValue(m)
	if hasRefusedKey(first) {
		return
	}
	again, err := ParseRequestMatcher(first.AppendCompact(nil))
	if err != nil {
		t.Errorf("%q is written back as %s, which is refused: %v", doc, compact(first), err)
		return
	}
	if again == nil && len(first.Members) == 0 {
		return
	}
	if second := RequestMatcherValue(again); !second.Equal(first) {
		t.Errorf("%q is written back as %s, and that as %s", doc, compact(first), compact(second))
	}
}
