package body

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/mockserver/mockserver/server/internal/costtest"
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/match/pattern"
)

// costPerByte bounds what a byte of a body costs in memory over all its forms:
// "<a/>" is two tokens, a node and an entry of a list.
const costPerByte = 4000

// FuzzContent reads a body in every form. What is a form is UTF-8 and says the
// same when asked again; XML has an element.
func FuzzContent(f *testing.F) {
	for _, seed := range [][2]string{
		{"application/json", `{"a":[1,{"b":null}],"c":"x"}`},
		{"application/x-www-form-urlencoded", "a=1&b=%zz&a=+%41;c"},
		{"text/xml", `<?xml version="1.0"?><a x="1"><b>1</b><b/><!-- c --><![CDATA[d]]></a>`},
		{"text/xml; charset=utf-16", "\xff\xfe<\x00a\x00/\x00>\x00"},
		{"application/xml", `<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>`},
		{"text/plain; charset=shift_jis", "\x83\x41"},
	} {
		f.Add(seed[0], []byte(seed[1]))
	}
	f.Fuzz(func(t *testing.T, contentType string, data []byte) {
		c := &Content{Bytes: data, Type: contentType, Budget: &pattern.Budget{}}
		costtest.Bound(t, len(contentType)+len(data), costPerByte, func() {
			if !utf8.ValidString(c.Text()) {
				t.Errorf("%q as %q is no UTF-8: %q", data, contentType, c.Text())
			}
			c.Form(true)
			if root, err := c.XML(); err == nil && Element(root) == nil {
				t.Errorf("%q is XML without an element", data)
			}
			first, err := c.Data(true)
			second, again := c.Data(true)
			if (err == nil) != (again == nil) || !first.Equal(second) {
				t.Errorf("%q is %v, then %v", data, first, second)
			}
			if err == nil {
				printed := first.AppendCompact(nil)
				if reread, err := jsontree.Parse(printed); err != nil || !reread.Equal(first) {
					t.Errorf("%q is %q, which reads as %v, %v", data, printed, reread, err)
				}
			}
		})
	})
}

// FuzzForm writes a form and reads it again.
func FuzzForm(f *testing.F) {
	f.Add("a", "b;c", "d&e", "=")
	f.Add("", "%zz", "\x00\xff", "+ ")
	f.Fuzz(func(t *testing.T, name1, value1, name2, value2 string) {
		for _, part := range []*string{&name1, &value1, &name2, &value2} {
			*part = strings.ToValidUTF8(*part, "?")
		}
		text := url.QueryEscape(name1) + "=" + url.QueryEscape(value1) + "&" + url.QueryEscape(name2) + "=" + url.QueryEscape(value2)
		pairs := parseForm(text, true)
		if len(pairs) != 2 || pairs[0].Name != name1 || pairs[0].Value != value1 || pairs[1].Name != name2 || pairs[1].Value != value2 {
			t.Fatalf("%q reads as %+v", text, pairs)
		}
	})
}

// TestManyParameters: names that differ do not make a body dear.
func TestManyParameters(t *testing.T) {
	var form, document strings.Builder
	document.WriteString("<r>")
	for i := range 200_000 {
		fmt.Fprintf(&form, "p%d&", i)
		fmt.Fprintf(&document, "<p%d/>", i)
	}
	document.WriteString("</r>")
	for contentType, text := range map[string]string{formType: form.String(), "text/xml": document.String()} {
		costtest.Bound(t, len(text), costPerByte, func() {
			c := &Content{Bytes: []byte(text), Type: contentType, Budget: &pattern.Budget{}}
			if v, err := c.Data(true); err != nil || len(v.Members) != 200_000 {
				t.Errorf("%s: %d members, error %v", contentType, len(v.Members), err)
			}
		})
	}
}
