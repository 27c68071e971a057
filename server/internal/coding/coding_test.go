package coding_test

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"

	"github.com/mockserver/mockserver/server/internal/coding"
)

func TestNamed(t *testing.T) {
	for _, test := range []struct{ values, want []string }{
		{nil, nil},
		{[]string{"GZIP"}, []string{"gzip"}},
		{[]string{"deflate, identity", " x-gzip"}, []string{"deflate", "x-gzip"}},
		{[]string{"br, zstd"}, []string{"br", "zstd"}},
		{[]string{"gzip, compress"}, nil},
	} {
		if got := coding.Named(test.values); !slices.Equal(got, test.want) {
			t.Errorf("%q: %q", test.values, got)
		}
	}
}

// written is what a compressor makes of text.
func written(t *testing.T, text string, compressor func(io.Writer) io.WriteCloser) []byte {
	t.Helper()
	var out bytes.Buffer
	w := compressor(&out)
	if _, err := io.WriteString(w, text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func gzipped(out io.Writer) io.WriteCloser { return gzip.NewWriter(out) }

func zlibbed(out io.Writer) io.WriteCloser { return zlib.NewWriter(out) }

func deflated(out io.Writer) io.WriteCloser {
	w, _ := flate.NewWriter(out, flate.BestSpeed) // a known level
	return w
}

func brotlied(out io.Writer) io.WriteCloser { return brotli.NewWriter(out) }

func zstandard(out io.Writer) io.WriteCloser {
	w, _ := zstd.NewWriter(out) // without options nothing is wrong
	return w
}

func TestRemove(t *testing.T) {
	const text = "some text"
	for name, test := range map[string]struct {
		body    []byte
		codings []string
	}{
		"gzip":         {written(t, text, gzipped), []string{"gzip"}},
		"zlib":         {written(t, text, zlibbed), []string{"deflate"}},
		"bare deflate": {written(t, text, deflated), []string{"deflate"}},
		"brotli":       {written(t, text, brotlied), []string{"br"}},
		"zstandard":    {written(t, text, zstandard), []string{"zstd"}},
		"one in one":   {written(t, string(written(t, text, deflated)), gzipped), []string{"deflate", "gzip"}},
		"none":         {[]byte(text), nil},
	} {
		if got, err := coding.Remove(test.body, test.codings, 100); err != nil || string(got) != text {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}

func TestRemoveRefuses(t *testing.T) {
	bomb := written(t, strings.Repeat("x", 1_000_000), gzipped)
	if _, err := coding.Remove(bomb, []string{"gzip"}, 1000); !errors.Is(err, coding.ErrTooLarge) {
		t.Errorf("%v", err)
	}
	for _, body := range []string{"text", string(bomb[:len(bomb)-9])} {
		_, err := coding.Remove([]byte(body), []string{"gzip"}, 2_000_000)
		if err == nil || !strings.Contains(err.Error(), "is not the gzip that its Content-Encoding says") {
			t.Errorf("%v", err)
		}
	}
}

// A body whose codings never end costs no more than a few of them.
func TestTooManyCodings(t *testing.T) {
	body := written(t, "x", gzipped)
	codings := []string{"gzip"}
	for range 4 {
		body = written(t, string(body), gzipped)
		codings = append(codings, "gzip")
	}
	if got, err := coding.Remove(body, codings, 1000); err != nil || string(got) != "x" {
		t.Errorf("five codings: %q, %v", got, err)
	}
	if _, err := coding.Remove(body, append(codings, "gzip"), 1000); err == nil || !strings.Contains(err.Error(), "more than 5") {
		t.Errorf("six codings: %v", err)
	}
}
