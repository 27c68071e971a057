package charset

import "testing"

func TestDecode(t *testing.T) {
	tests := []struct{ contentType, content, want string }{
		{"", "h\xc3\xa9", "hé"},
		{"application/json", "h\xc3\xa9", "hé"},
		{"application/problem+xml", "h\xc3\xa9", "hé"},
		{"text/plain", "h\xe9", "hé"},
		{"application/x-www-form-urlencoded", "h\xe9", "hé"},
		{"text/plain; charset=utf-8", "h\xc3\xa9", "hé"},
		{`text/plain; charset="ISO-8859-1"`, "h\xe9", "hé"},
		{"text/plain; charset=utf-16", "\xfe\xff\x00h\x00\xe9", "hé"},
		{"text/plain; charset=nonsense", "h\xe9", "hé"},
		{"application/octet-stream", "h\xc3\xa9", "hé"},
		{"application/json", "h\xe9", "h\ufffd"},
	}
	for _, test := range tests {
		if got := Decode(test.contentType, []byte(test.content)); got != test.want {
			t.Errorf("Decode(%q, %q) = %q, want %q", test.contentType, test.content, got, test.want)
		}
	}
}

func TestEncode(t *testing.T) {
	tests := []struct{ contentType, text, want string }{
		{"", "hé", "h\xc3\xa9"},
		{"application/json", "hé", "h\xc3\xa9"},
		{"text/plain", "hé", "h\xe9"},
		{"text/plain", "日本", "日本"},
		{"text/plain; charset=iso-8859-1", "é日", "\xe9?"},
		{"text/plain; charset=utf-16", "hé", "\xfe\xff\x00h\x00\xe9"},
		{"text/plain; charset=Shift_JIS", "日本", "\x93\xfa\x96\x7b"},
		{"text/plain; charset=nonsense", "hé", "h\xe9"},
	}
	for _, test := range tests {
		if got := Encode(test.contentType, test.text); string(got) != test.want {
			t.Errorf("Encode(%q, %q) = %q, want %q", test.contentType, test.text, got, test.want)
		}
	}
}

func TestText(t *testing.T) {
	tests := []struct {
		contentType, content string
		want                 bool
	}{
		{"", "hé", true},
		{"text/plain; charset=utf-8", "hé", true},
		{"text/plain; charset=utf-8", "h\xe9", false},
		{"text/plain", "h\xe9", true},
		{"text/plain", "h\x00", false},
		{"image/png", "h", false},
	}
	for _, test := range tests {
		if text, ok := Text(test.contentType, []byte(test.content)); ok != test.want || ok && string(Encode(test.contentType, text)) != test.content {
			t.Errorf("Text(%q, %q) = %q, %v", test.contentType, test.content, text, ok)
		}
	}
}

func TestIsText(t *testing.T) {
	tests := map[string]bool{
		"": true, "text/html": true, "application/vnd.api+JSON": true, "multipart/form-data; boundary=x": true,
		"application/octet-stream": false, "image/png": false, "application/pdf; charset=utf-8": true,
	}
	for contentType, want := range tests {
		if got := IsText(contentType); got != want {
			t.Errorf("IsText(%q) = %v, want %v", contentType, got, want)
		}
	}
}
