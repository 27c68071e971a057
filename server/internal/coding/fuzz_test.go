package coding

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"io"
	"testing"

	"github.com/mockserver/mockserver/server/internal/costtest"
)

const (
	// fuzzLimit is the largest decoded body, in bytes.
	fuzzLimit = 64 << 10
	// window is what a coding sets aside at most for what it may refer to: the
	// largest is brotli's (RFC 7932, section 9.1), and a piece of a body.
	window = 17 << 20
)

// FuzzRemove: what codings are taken off of never grows beyond the limit,
// however well it is packed.
func FuzzRemove(f *testing.F) {
	for _, name := range []string{"gzip", "deflate", "gzip, deflate", "identity", "br", "zstd"} {
		f.Add(name, packed(f, "gzip", bytes.Repeat([]byte("a"), 2*fuzzLimit)))
		f.Add(name, packed(f, "deflate", []byte("text")))
		f.Add(name, []byte{0x78, 0x9c, 0x03, 0x00})
	}
	f.Fuzz(func(t *testing.T, names string, body []byte) {
		codings := Named([]string{names})
		costtest.Bound(t, len(body)*(len(codings)+1)*200+len(codings)*window, 1, func() {
			decoded, err := Remove(body, codings, fuzzLimit)
			switch {
			case err == nil && len(codings) > 0 && len(decoded) > fuzzLimit:
				t.Errorf("%d bytes, beyond the limit of %d", len(decoded), fuzzLimit)
			case err != nil && !errors.Is(err, ErrTooLarge) && err.Error() == "":
				t.Error("an error without words")
			}
		})
	})
}

// FuzzRoundTrip packs a body, twice over, and gets it back.
func FuzzRoundTrip(f *testing.F) {
	f.Add([]byte("x"))
	f.Add([]byte(nil))
	f.Fuzz(func(t *testing.T, body []byte) {
		for _, codings := range [][]string{{"gzip"}, {"deflate"}, {"gzip", "deflate"}, {"x-deflate", "x-gzip"}} {
			encoded := body
			for _, name := range codings {
				encoded = packed(t, name, encoded)
			}
			got, err := Remove(encoded, codings, len(body)+1<<10)
			if err != nil || !bytes.Equal(got, body) {
				t.Fatalf("%q comes back from %v as %q, %v", body, codings, got, err)
			}
		}
		var bare bytes.Buffer
		w, err := flate.NewWriter(&bare, flate.BestSpeed)
		finish(t, w, err, body)
		if got, err := Remove(bare.Bytes(), []string{"deflate"}, len(body)+1<<10); err != nil || !bytes.Equal(got, body) {
			t.Fatalf("%q comes back from bare deflate as %q, %v", body, got, err)
		}
	})
}

func packed(t testing.TB, name string, body []byte) []byte {
	var out bytes.Buffer
	var w io.WriteCloser = zlib.NewWriter(&out)
	if name == "gzip" || name == "x-gzip" {
		w = gzip.NewWriter(&out)
	}
	finish(t, w, nil, body)
	return out.Bytes()
}

func finish(t testing.TB, w io.WriteCloser, err error, body []byte) {
	if err == nil {
		_, err = w.Write(body)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
}
