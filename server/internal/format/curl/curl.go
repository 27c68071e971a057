// Package curl writes requests as commands for a POSIX shell that repeat them.
package curl

import (
	"bufio"
	"bytes"
	"io"
	"iter"
	"strings"

	"github.com/mockserver/mockserver/server/internal/format/example"
	"github.com/mockserver/mockserver/server/internal/model"
)

// ContentType is that of the commands.
const ContentType = "text/plain; charset=utf-8"

// maxArgumentBytes is the longest body that stands on the command line: Linux
// takes arguments up to 128 KiB.
const maxArgumentBytes = 100 << 10

// Write writes a command for each exchange's request, with blank lines between.
// The error is w's.
func Write(w io.Writer, exchanges iter.Seq[*example.Exchange], _ example.About) error {
	out, separator := bufio.NewWriter(w), ""
	for exchange := range exchanges {
		if _, err := out.WriteString(separator + command(&exchange.Request)); err != nil {
			return err
		}
		separator = "\n\n"
	}
	return out.Flush()
}

func command(r *example.Request) string {
	content, hasBody := sent(r)
	words := []string{"curl -v " + quoted(r.URL())}
	words = append(words, urlOptions(r)...)
	words = append(words, method(r, hasBody)...)
	words = append(words, protocol(r)...)
	words = append(words, headers(r, hasBody, len(content))...)
	if !hasBody {
		return strings.Join(words, " ")
	}
	if !asArgument(content) {
		return "printf " + printed(content) + " | " + strings.Join(append(words, "--data-binary @-"), " ")
	}
	option := "--data "
	if bytes.HasPrefix(content, []byte("@")) { // which would name a file
		option = "--data-raw "
	}
	return strings.Join(append(words, option+quoted(string(content))), " ")
}

// sent is the body as it went over the wire, and whether there was one, be it
// empty.
func sent(r *example.Request) ([]byte, bool) {
	if r.Encoded != nil {
		return r.Encoded, true
	}
	if r.Body != nil {
		return r.Body.Content, true
	}
	length, _ := example.Value(r.Headers, "Content-Length")
	return nil, length == "0"
}

// urlOptions keep curl from changing the URL.
func urlOptions(r *example.Request) []string {
	var options []string
	if strings.ContainsAny(r.Target(), "[]{}") {
		options = append(options, "--globoff")
	}
	if strings.Contains(r.Path+"/", "/./") || strings.Contains(r.Path+"/", "/../") {
		options = append(options, "--path-as-is")
	}
	return options
}

func method(r *example.Request, hasBody bool) []string {
	switch {
	case r.Method == "GET" && !hasBody:
		return nil
	case r.Method == "HEAD" && !hasBody:
		return []string{"--head"}
	default:
		return []string{"-X " + quotedIfNeeded(r.Method)}
	}
}

func protocol(r *example.Request) []string {
	if r.Protocol != model.HTTP2 {
		return nil
	}
	if r.Scheme == "https" {
		return []string{"--http2"}
	}
	return []string{"--http2-prior-knowledge"}
}

// expectedFrom is the length in bytes of a body that curl asks leave to send.
const expectedFrom = 1 << 20

// headers are those of the request, and nothing for those that curl would add.
func headers(r *example.Request, hasBody bool, length int) []string {
	var words []string
	for _, header := range r.Headers {
		switch {
		case strings.EqualFold(header.Name, "Content-Length"): // curl counts
		case header.Value == "":
			words = append(words, "-H "+quoted(header.Name+";"))
		default:
			words = append(words, "-H "+quoted(header.Name+": "+header.Value))
		}
	}
	added := []string{"User-Agent", "Accept"}
	if hasBody {
		added = append(added, "Content-Type")
	}
	if length >= expectedFrom {
		added = append(added, "Expect")
	}
	for _, name := range added {
		if _, given := example.Value(r.Headers, name); !given {
			words = append(words, "-H "+quoted(name+":"))
		}
	}
	return words
}
