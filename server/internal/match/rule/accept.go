package rule

import (
	"mime"
	"strconv"
	"strings"
)

// mediaRange is the media type an "accept:" value asks the client to take.
type mediaRange struct{ kind, subtype string }

const acceptPrefix = "accept:"

// parseAccept reads "accept:<media type>"; nil when text is none.
func parseAccept(text string) *mediaRange {
	if len(text) < len(acceptPrefix) || !strings.EqualFold(text[:len(acceptPrefix)], acceptPrefix) {
		return nil
	}
	kind, _, _ := strings.Cut(text[len(acceptPrefix):], ";")
	return parseRange(kind)
}

func parseRange(text string) *mediaRange {
	kind, subtype, ok := strings.Cut(strings.ToLower(strings.TrimSpace(text)), "/")
	if !ok || kind == "" || subtype == "" {
		return nil
	}
	return &mediaRange{kind, subtype}
}

// acceptedBy reports whether an Accept header takes the media type (RFC 9110
// section 12.5.1): the most specific range that covers it decides, and a
// quality of 0 refuses.
func (m *mediaRange) acceptedBy(header string) bool {
	best, quality := 0, 0.0
	for part := range strings.SplitSeq(header, ",") {
		r, q := parseAcceptPart(part)
		if r == nil {
			continue
		}
		if s := r.specificity(m); s > best || s == best && s > 0 && q > quality {
			best, quality = s, q
		}
	}
	return best > 0 && quality > 0
}

func parseAcceptPart(part string) (*mediaRange, float64) {
	kind, parameters, err := mime.ParseMediaType(part)
	if err != nil {
		return nil, 0
	}
	quality := 1.0
	if text, ok := parameters["q"]; ok {
		quality, err = strconv.ParseFloat(text, 64)
		if err != nil {
			quality = 1
		}
	}
	return parseRange(kind), quality
}

// specificity is how closely the range covers m: 0 not at all, 1 by */*, 2 by
// its type, 3 exactly.
func (r *mediaRange) specificity(m *mediaRange) int {
	switch {
	case r.kind == "*" && r.subtype == "*":
		return 1
	case r.kind == m.kind && r.subtype == "*":
		return 2
	case *r == *m:
		return 3
	}
	return 0
}
