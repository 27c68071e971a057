package pattern

import (
	"io"
	"regexp"
	"strings"
	"time"
)

// matchWithin matches text with the standard engine, which cannot be stopped,
// by ending its input at the deadline.
func matchWithin(re *regexp.Regexp, text string, limit time.Duration) (bool, error) {
	r := &deadlineReader{text: strings.NewReader(text), deadline: time.Now().Add(limit)}
	ok := re.MatchReader(r)
	if r.late {
		return false, errTimeout
	}
	return ok, nil
}

// checkEvery is how many characters are read between two looks at the clock.
const checkEvery = 1024

type deadlineReader struct {
	text     *strings.Reader
	deadline time.Time
	read     int
	late     bool
}

func (r *deadlineReader) ReadRune() (rune, int, error) {
	if r.read++; r.read%checkEvery == 0 && time.Now().After(r.deadline) {
		r.late = true
	}
	if r.late {
		return 0, 0, io.EOF
	}
	return r.text.ReadRune()
}
