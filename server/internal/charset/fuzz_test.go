package charset

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/mockserver/mockserver/server/internal/costtest"
)

// costPerByte bounds what a byte of a body costs in memory.
const costPerByte = 200

// FuzzDecode: whatever it is said to be, text is UTF-8, and text of a charset
// that spells everything is the same when it was written and read.
func FuzzDecode(f *testing.F) {
	for _, contentType := range []string{"", "text/plain", "application/json; charset=utf-16", "a/b; charset=iso-2022-jp", "text/html; charset=gb18030", "x; charset=utf-7", "x; charset=hz-gb-2312"} {
		f.Add(contentType, []byte("a\u00e9\U0001f600\xff\x1b$B"))
	}
	f.Fuzz(func(t *testing.T, contentType string, content []byte) {
		costtest.Bound(t, len(contentType)+len(content), costPerByte, func() {
			text := Decode(contentType, content)
			if !utf8.ValidString(text) {
				t.Errorf("%q as %q is %q", content, contentType, text)
			}
			Encode(contentType, text)
		})
		text := strings.ToValidUTF8(string(content), "?")
		for _, name := range []string{"utf-8", "utf-16be", "utf-16le"} {
			named := "text/plain; charset=" + name
			if again := Decode(named, Encode(named, text)); again != text {
				t.Errorf("%s: %q comes back as %q", name, text, again)
			}
		}
	})
}
