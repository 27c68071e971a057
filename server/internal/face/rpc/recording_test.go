package rpc

import (
	"strings"
	"testing"

	"connectrpc.com/connect"

	mockserverv1 "github.com/mockserver/mockserver/server/internal/gen/mockserver/v1"
	"github.com/mockserver/mockserver/server/internal/jsontree"
)

// A list without end is refused when it is too much for one message.
func TestListsAreBounded(t *testing.T) {
	item, err := jsontree.Parse([]byte(`{"path":"/` + strings.Repeat("x", 1<<20) + `"}`))
	if err != nil {
		t.Fatal(err)
	}
	made := 0
	endless := func(yield func(jsontree.Value) bool) {
		for made++; yield(item); made++ {
		}
	}
	err = fill(&mockserverv1.RetrieveRequestsResponse{}, "httpRequests", endless)
	if connect.CodeOf(err) != connect.CodeResourceExhausted || made != maxAnswerBytes>>20 {
		t.Errorf("after %d items: %v", made, err)
	}
}

// So is a document.
func TestDocumentsAreBounded(t *testing.T) {
	var content bounded
	piece := make([]byte, 1<<20)
	for range maxAnswerBytes >> 20 {
		if _, err := content.Write(piece); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := content.Write(piece[:1]); connect.CodeOf(err) != connect.CodeResourceExhausted || content.Len() != maxAnswerBytes {
		t.Errorf("after %d bytes: %v", content.Len(), err)
	}
}
