package jsontree

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/mockserver/mockserver/server/internal/costtest"
)

func TestParse(t *testing.T) {
	tests := []struct{ text, want string }{ // want is the compact print
		{`null`, `null`},
		{` [ 1 , -0.50e+10 , true , false , "a" ] `, `[1,-0.50e+10,true,false,"a"]`},
		{`{"b":1,"a":{"c":[]}}`, `{"b":1,"a":{"c":[]}}`},
		{`{"a":1,"b":2,"a":3}`, `{"a":3,"b":2}`},
		{`{"1":1,"2":2,"3":3,"4":4,"5":5,"6":6,"7":7,"8":8,"9":9,"1":0}`, `{"1":0,"2":2,"3":3,"4":4,"5":5,"6":6,"7":7,"8":8,"9":9}`},
		{`"\u0041\ud83d\ude00\n\/\"\\"`, `"A😀\n/\"\\"`},
		{`"\ud800x"`, "\"\ufffdx\""},
		{`"\ud800\u0041"`, "\"\ufffdA\""},
		{"\"\xff\"", "\"\ufffd\""},
		{`123456789012345678901234567890.10`, `123456789012345678901234567890.10`},
	}
	for _, test := range tests {
		v, err := Parse([]byte(test.text))
		if err != nil {
			t.Errorf("Parse(%s): %v", test.text, err)
			continue
		}
		if got := string(v.AppendCompact(nil)); got != test.want {
			t.Errorf("Parse(%s) = %s, want %s", test.text, got, test.want)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	tests := []struct {
		text         string
		line, column int
		reason       string
	}{
		{``, 1, 1, `unexpected end of the text where a value was expected`},
		{`{"a":`, 1, 6, `unexpected end of the text where a value was expected`},
		{`{"a":1} x`, 1, 9, `unexpected character 'x' where the end of the text was expected`},
		{"[1,\n 2 é]", 2, 4, `unexpected character 'é' where a comma or ']' was expected`},
		{`[1,]`, 1, 4, `unexpected character ']' where a value was expected`},
		{`{"a":1,}`, 1, 8, `unexpected character '}' where a name in double quotes was expected`},
		{`{a:1}`, 1, 2, `unexpected character 'a' where a name in double quotes was expected`},
		{`{"a" 1}`, 1, 6, `unexpected character '1' where a colon between name and value was expected`},
		{`'a'`, 1, 1, `unexpected character '\'' where a value was expected`},
		{`[01]`, 1, 3, `number with a leading zero`},
		{`-`, 1, 2, `unexpected end of the text where a digit was expected`},
		{`1.`, 1, 3, `unexpected end of the text where a digit behind the decimal point was expected`},
		{`1e+`, 1, 4, `unexpected end of the text where a digit of the exponent was expected`},
		{`truex`, 1, 1, `unexpected character 't' where a value was expected`},
		{`NaN`, 1, 1, `unexpected character 'N' where a value was expected`},
		{"\"a\nb\"", 1, 3, `control character in a string`},
		{"\"\\n\nb\"", 1, 4, `control character in a string`},
		{`"a`, 1, 3, `string without end`},
		{`"a\n`, 1, 5, `string without end`},
		{`"\q"`, 1, 3, `unexpected character 'q' where an escape was expected`},
		{`"\u00zz"`, 1, 4, `escape without four hexadecimal digits`},
		{`"\u00"`, 1, 4, `escape without four hexadecimal digits`},
		{`// x`, 1, 1, `unexpected character '/' where a value was expected`},
		{"\ufeff1", 1, 1, `unexpected character '\ufeff' where a value was expected`},
	}
	for _, test := range tests {
		_, err := Parse([]byte(test.text))
		want := SyntaxError{test.line, test.column, test.reason}
		var got *SyntaxError
		if !errors.As(err, &got) || *got != want {
			t.Errorf("Parse(%q) = %v, want %v", test.text, err, &want)
		}
	}
}

// CP-016: comments, single quotes, trailing commas and the rest of the leniency.
func TestCP016_ParseLenient(t *testing.T) {
	tests := []struct{ text, want string }{
		{"// c\n{ # c\n 'a' /* c */ : 1, }", `{"a":1}`},
		{`{a-b_$1:1}`, `{"a-b_$1":1}`},
		{`{true:1,1a:2}`, `{"true":1,"1a":2}`},
		{`'it\'s "x"'`, `"it's \"x\""`},
		{`[1,,2,]`, `[1,null,2]`},
		{`[,]`, `[null]`},
		{`[007,-01.5,00]`, `[7,-1.5,0]`},
		{`[NaN,Infinity,-Infinity,-INF]`, `["NaN","Infinity","-Infinity","-Infinity"]`},
		{`"\q\é"`, `"qé"`},
		{"'a\nb'", `"a\nb"`},
		{`{"a":1} rest`, `{"a":1}`},
		{`{"a":1}}`, `{"a":1}`},
	}
	for _, test := range tests {
		v, err := ParseLenient([]byte(test.text))
		if err != nil {
			t.Errorf("ParseLenient(%s): %v", test.text, err)
			continue
		}
		if got := string(v.AppendCompact(nil)); got != test.want {
			t.Errorf("ParseLenient(%s) = %s, want %s", test.text, got, test.want)
		}
	}
}

func TestParseLenientRefuses(t *testing.T) {
	for _, text := range []string{
		"", "{,}", `{"a":1,,}`, `{"a":.5}`, `{"a":+1}`, `{"a":5.}`, `{"a":tru}`, `{"a":-NaN}`, `{"a":0x10}`, `"a\`, "/* x", "\ufeff{}", "{\"a\":1",
	} {
		if v, err := ParseLenient([]byte(text)); err == nil {
			t.Errorf("ParseLenient(%q) = %s, want an error", text, v.AppendCompact(nil))
		}
	}
}

func TestDepth(t *testing.T) {
	for _, parse := range []func([]byte) (Value, error){Parse, ParseLenient} {
		nest := func(n int) []byte { return []byte(strings.Repeat("[", n) + strings.Repeat("]", n)) }
		if _, err := parse(nest(MaxDepth)); err != nil {
			t.Errorf("%d levels: %v", MaxDepth, err)
		}
		_, err := parse(nest(1000))
		want := fmt.Sprintf("nested deeper than %d levels at line 1, column %d", MaxDepth, MaxDepth+1)
		if err == nil || err.Error() != want {
			t.Errorf("1000 levels: %v, want %s", err, want)
		}
	}
}

func TestMaxValues(t *testing.T) {
	for text, want := range map[string]string{
		"[0]":     "more than 4194304 values at line 1, column 2",
		"[,,]":    "more than 4194304 values at line 1, column 2",
		`{"a":1}`: "more than 4194304 values at line 1, column 6",
	} {
		p := &parser{text: text, lenient: true, values: MaxValues - 1}
		if _, err := p.document(); err == nil || err.Error() != want {
			t.Errorf("%s: %v", text, err)
		}
	}
}

// costPerByte bounds what a byte of a document costs in memory: a comma may
// begin a value, and lists grow by doubling.
const costPerByte = 1000

func FuzzParseLenient(f *testing.F) {
	for _, seed := range []string{
		`{"a":[1,-2.50e3,"x\u00e9",null,true],"b":{}}`, "// c\n{ # c\n 'a' /* c */ : 01, }", `[NaN,,-INF]`, `"\ud83d\ude00\q"`, `{a:1,a:2}`, "'\x00\xff'",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var lenient Value
		var err error
		costtest.Bound(t, len(data), costPerByte, func() { lenient, err = ParseLenient(data) })
		if err != nil {
			return
		}
		for _, printed := range [][]byte{lenient.AppendCompact(nil), lenient.AppendPretty(nil)} {
			again, err := Parse(printed)
			if err != nil {
				t.Fatalf("%q printed as %q does not parse: %v", data, printed, err)
			}
			if !again.Equal(lenient) {
				t.Fatalf("%q printed as %q parses as %q", data, printed, again.AppendCompact(nil))
			}
		}
	})
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(`{"a":[1,-2.50e3,"x\u00e9",null,true],"b":{}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var strict Value
		var err error
		costtest.Bound(t, len(data), costPerByte, func() { strict, err = Parse(data) })
		if err != nil {
			return
		}
		lenient, err := ParseLenient(data)
		if err != nil || !lenient.Equal(strict) {
			t.Fatalf("%q is strict JSON, but lenient it is %q, %v", data, lenient.AppendCompact(nil), err)
		}
	})
}
