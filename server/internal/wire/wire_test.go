package wire

import "testing"

// CP-037: statusCode is not added to the echoed response.
func TestCP037_StatusCodeNotAdded(t *testing.T) {
	codec := NewCodec(Options{Actions: []string{"httpResponse"}})
	list, err := codec.ParseExpectations([]byte(`{"httpRequest":{"path":"/a"},"httpResponse":{"body":"b"}}`))
	if err != nil {
		t.Fatal(err)
	}
	got := string(ExpectationValue(list[0]).AppendCompact(nil))
	want := `{"httpRequest":{"path":"/a"},"httpResponse":{"body":"b"},"priority":0,"timeToLive":{"unlimited":true},"times":{"unlimited":true}}`
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
