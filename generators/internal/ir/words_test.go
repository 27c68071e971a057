package ir

import "testing"

func TestWords(t *testing.T) {
	for in, want := range map[string]string{
		"httpRequest":     "http request",
		"HTTPRequest":     "http request",
		"HTTP_1_1":        "http 1 1",
		"at least":        "at least",
		"base64Bytes":     "base64 bytes",
		"timeToLive":      "time to live",
		"requestURLs":     "request ur ls",
		"__x-y":           "x y",
		"":                "",
		"verifySequence":  "verify sequence",
		"SPACE_DELIMITED": "space delimited",
	} {
		if got := Words(in).String(); got != want {
			t.Errorf("Words(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestCasings(t *testing.T) {
	n := Words("timeToLive")
	for got, want := range map[string]string{
		n.Snake():          "time_to_live",
		n.ScreamingSnake(): "TIME_TO_LIVE",
		n.Pascal():         "TimeToLive",
		n.Camel():          "timeToLive",

		Words("log entry").Plural().String(): "log entries",
		Words("reply").Plural().String():     "replies",
		Words("a day").Plural().String():     "a days",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
