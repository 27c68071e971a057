package proxy

import "testing"

func TestDetect(t *testing.T) {
	for name, test := range map[string]struct {
		prefix string
		want   Protocol
	}{
		"nothing":                  {"", Undecided},
		"first byte of TLS":        {"\x16", Undecided},
		"TLS 1.0 record":           {"\x16\x03\x01", TLS},
		"TLS 1.2 record":           {"\x16\x03\x03\x00", TLS},
		"SSL 2":                    {"\x16\x02", Unknown},
		"h2 preface":               {PrefaceHTTP2, HTTP2},
		"h2 preface and more":      {PrefaceHTTP2 + "\x00\x00", HTTP2},
		"beginning of h2 preface":  {"PRI * HTTP/2.0\r\n\r\nS", Undecided},
		"PRI as a method":          {"PRI /x", HTTP1},
		"PRINT as a method":        {"PRINT", HTTP1},
		"first byte of PUT":        {"P", Undecided},
		"PU":                       {"PU", HTTP1},
		"GET":                      {"G", HTTP1},
		"lower-case method":        {"get", HTTP1},
		"method of symbols":        {"!#$", HTTP1},
		"empty line first":         {"\r\nGET", HTTP1},
		"bare line feed first":     {"\nGET", HTTP1},
		"SOCKS 4":                  {"\x04\x01", Unknown},
		"SOCKS 5":                  {"\x05\x01\x00", Unknown},
		"a blank":                  {" GET", Unknown},
		"something in the 8th bit": {"\xffabc", Unknown},
	} {
		if got := Detect([]byte(test.prefix)); got != test.want {
			t.Errorf("%s: Detect(%q) = %d, want %d", name, test.prefix, got, test.want)
		}
	}
}

// A verdict, once given, does not change as more bytes come, and comes within
// MaxPrefixBytes.
func FuzzDetectIsStable(f *testing.F) {
	f.Add([]byte(PrefaceHTTP2 + "rest"))
	f.Add([]byte("\x16\x03\x01\x02\x00"))
	f.Add([]byte("PRI * HTTP/2.0\r\n\r\nXX"))
	f.Fuzz(func(t *testing.T, data []byte) {
		verdict := Undecided
		for n := range len(data) + 1 {
			next := Detect(data[:n])
			if verdict != Undecided && next != verdict {
				t.Fatalf("verdict changed from %d to %d at %d bytes", verdict, next, n)
			}
			verdict = next
		}
		if verdict == Undecided && len(data) > MaxPrefixBytes {
			t.Fatal("undecided beyond MaxPrefixBytes")
		}
	})
}
