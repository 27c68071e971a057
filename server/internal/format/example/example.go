// Package example is what document formats write: requests with their answers,
// as examples, whether they were recorded or are expected.
package example

import (
	"iter"
	"net/netip"
	"strings"
	"time"

	"github.com/mockserver/mockserver/server/internal/model"
)

// Exchange is one request with its answer.
type Exchange struct {
	ID        string // of the recorded request or the expectation
	Request   Request
	Response  *Response // nil when what answers is not fixed
	StartedAt time.Time
	Took      time.Duration
}

// Request is one request, as sent or as an expectation asks for.
type Request struct {
	Method         string // GET when nothing says
	Scheme         string // http or https
	Authority      string // host and port, as in the Host header
	Path           string // percent-encoded; begins with a slash
	RawQuery       string // percent-encoded, without question mark
	Query          []model.Field
	PathParameters []model.Field // of the names in braces in an expectation's path
	Headers        []model.Field
	Cookies        []model.Field
	Body           *Body  // nil when there is none
	Encoded        []byte // the body as received when a content-encoding was removed, else nil
	Protocol       model.Protocol
	Server         netip.Addr // that received it; invalid when not known
}

// Response is one answer.
type Response struct {
	Status  int
	Reason  string // "" means what belongs to Status
	Headers []model.Field
	Body    *Body // nil when there is none
}

// Body is the content of a message, content-encodings removed.
type Body struct {
	ContentType string // "" when not known
	Content     []byte
	Text        string // Content in its charset, where IsText
	IsText      bool
}

// About is what a document says about its origin.
type About struct {
	Title   string    // what the samples are, in words
	Version string    // of the server
	BaseURL string    // where the server is found: scheme, host and port
	Now     time.Time // of writing
}

// URL is the whole URL of the request.
func (r *Request) URL() string { return r.Scheme + "://" + r.Authority + r.Target() }

// Target is path and query.
func (r *Request) Target() string {
	if r.RawQuery == "" {
		return r.Path
	}
	return r.Path + "?" + r.RawQuery
}

// OwnHeaders are the headers without those that whoever repeats the request
// sets by itself, of its connection and the length of the body; and with the
// cookies, where no header has them.
func (r *Request) OwnHeaders() []model.Field {
	var own []model.Field
	for _, header := range r.Headers {
		switch strings.ToLower(header.Name) {
		case "host", "connection", "content-length", "transfer-encoding":
		default:
			own = append(own, header)
		}
	}
	if _, given := Value(own, "Cookie"); given || len(r.Cookies) == 0 {
		return own
	}
	cookies := make([]string, len(r.Cookies))
	for i, cookie := range r.Cookies {
		cookies[i] = cookie.Name + "=" + cookie.Value
	}
	return append(own, model.Field{Name: "Cookie", Value: strings.Join(cookies, "; ")})
}

// Variable is the name in a segment of a path that is a name in braces, and
// whether it is one.
func Variable(segment string) (name string, ok bool) {
	name, opens := strings.CutPrefix(segment, "{")
	name, closes := strings.CutSuffix(name, "}")
	return name, opens && closes && name != "" && !strings.ContainsAny(name, "{}")
}

// Value is the first header called name, in any case, and whether there is one.
func Value(headers []model.Field, name string) (string, bool) {
	for _, header := range headers {
		if strings.EqualFold(header.Name, name) {
			return header.Value, true
		}
	}
	return "", false
}

// MediaType is the content type without parameters, in lower case.
func (b *Body) MediaType() string {
	media, _, _ := strings.Cut(b.ContentType, ";")
	return strings.ToLower(strings.TrimSpace(media))
}

// Each yields the exchanges of a list.
func Each(list []Exchange) iter.Seq[*Exchange] {
	return func(yield func(*Exchange) bool) {
		for i := range list {
			if !yield(&list[i]) {
				return
			}
		}
	}
}
