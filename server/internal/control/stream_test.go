package control_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/mockserver/mockserver/server/internal/control"
	"github.com/mockserver/mockserver/server/internal/model"
)

// impatient takes one piece and no more.
type impatient struct{ taken int }

var errEnough = errors.New("enough")

func (i *impatient) Write(p []byte) (int, error) {
	i.taken += len(p)
	return 0, errEnough
}

// What is made of records goes out while it is made: a document is many times
// as large as they are.
func TestRetrievalHoldsAPieceOnly(t *testing.T) {
	const records, most = 1000, 64 << 10
	f := newFixture()
	for range records {
		f.receive("/"+strings.Repeat("x", 1<<10), model.Unmatched)
	}
	for _, kind := range []string{"REQUESTS", "REQUEST_RESPONSES", "LOGS"} {
		for _, format := range []string{"JSON", "LOG_ENTRIES", "HAR", "POSTMAN", "BRUNO", "CURL"} {
			document, err := f.Retrieve(t.Context(), nil, control.RetrieveOptions{Type: kind, Format: format})
			if err != nil {
				t.Fatal(err)
			}
			var reader impatient
			if err := document.Write(&reader); !errors.Is(err, errEnough) || reader.taken > most {
				t.Errorf("%s as %s: %d bytes at once, %v", kind, format, reader.taken, err)
			}
		}
	}
}

// So does what a call has stored: expectations made from one specification hold
// all of it, each of them.
func TestStoredExpectationsHoldAPieceOnly(t *testing.T) {
	const operations, most = 50, 128 << 10
	paths := make([]string, operations)
	for i := range paths {
		paths[i] = fmt.Sprintf(`"/%d":{"get":{"description":%q,"responses":{"200":{}}}}`, i, strings.Repeat("x", 1<<10))
	}
	f := newFixture()
	stored, err := f.OpenAPI(t.Context(), []byte(`{"specUrlOrPayload":{"openapi":"3.0.0","paths":{`+strings.Join(paths, ",")+`}}}`))
	if err != nil || len(stored) != operations {
		t.Fatal(len(stored), err)
	}
	document := control.ExpectationsDocument(stored)
	var reader impatient
	if err := document.Write(&reader); !errors.Is(err, errEnough) || reader.taken > most {
		t.Errorf("%d bytes at once, %v", reader.taken, err)
	}
}
