// Package control holds the use cases of the control plane. Every face, REST
// or RPC, converts its call to one of them: raw documents in, canonical
// documents or models out. Start at Service.
package control

import (
	"bufio"
	"context"
	"io"
	"iter"
	"log/slog"
	"sync/atomic"
	"time"

	"github.com/mockserver/mockserver/server/internal/clock"
	"github.com/mockserver/mockserver/server/internal/config"
	"github.com/mockserver/mockserver/server/internal/crud"
	"github.com/mockserver/mockserver/server/internal/expect"
	"github.com/mockserver/mockserver/server/internal/files"
	"github.com/mockserver/mockserver/server/internal/journal"
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/match"
	"github.com/mockserver/mockserver/server/internal/openapi"
	"github.com/mockserver/mockserver/server/internal/scenario"
	"github.com/mockserver/mockserver/server/internal/verify"
	"github.com/mockserver/mockserver/server/internal/wire"
)

// Listeners are the server's ports.
type Listeners interface {
	// Ports are those bound, in the order they were.
	Ports() []int
	// Bind listens on more, all or none; 0 takes any free one.
	Bind(ports []int) ([]int, error)
}

// Build names what is running.
type Build struct {
	Version string // of this server, such as "1.2.3"
	GitHash string // the commit it was built from; "" when not known
}

// Options is what a service works with; every field is needed.
type Options struct {
	Codec     *wire.Codec
	Library   *openapi.Library
	Store     *expect.Store
	Journal   *journal.Journal
	Verifier  *verify.Verifier
	Settings  *config.Live
	Listeners Listeners
	OnStop    func() // begins the end of the server and returns at once
	Build     Build
	Logger    *slog.Logger
	Clock     func() time.Time // of log stamps
	After     func(time.Duration) <-chan time.Time
	Time      *clock.Clock // what expectations live by
	Scenarios *scenario.Scenarios
	Resources *crud.Resources
	Files     *files.Store
	NewID     func() string // a correlation id, unique per server
}

// Service is the control plane. Safe for concurrent use.
type Service struct {
	Options
	ready   atomic.Bool
	serving context.Context // ends once the server stops
	retire  context.CancelFunc
}

// New returns a service of a server that is not ready yet.
func New(options Options) *Service {
	s := &Service{Options: options}
	s.serving, s.retire = context.WithCancel(context.Background())
	s.Journal.OnFirstLoss(s.warnOfLoss)
	return s
}

// Document is an answer in canonical form: Body, or what is made only while it
// is written, because it may be too much to hold.
type Document struct {
	ContentType string // "" when there is nothing
	FileName    string // to download it as; "" when it is no file
	Body        []byte
	// Items are those of an array that is made while it is written; nil for
	// anything else. They are asked for once.
	Items iter.Seq[jsontree.Value]
	write func(io.Writer) error // of anything else that is made while it is written
	// Discarded is how many records were dropped for room that this could have
	// been about.
	Discarded uint64
}

const (
	contentTypeJSON = "application/json; charset=utf-8"
	contentTypeText = "text/plain; charset=utf-8"
)

func jsonDocument(value jsontree.Value) Document {
	return Document{ContentType: contentTypeJSON, Body: value.AppendPretty(nil)}
}

// Write writes the document. It is called once. An error is w's, or that of a
// format that cannot show something.
func (d *Document) Write(w io.Writer) error {
	switch {
	case d.write != nil:
		return d.write(w)
	case d.Items != nil:
		return writeList(w, d.Items)
	}
	_, err := w.Write(d.Body)
	return err
}

// writeList writes an array as MockServer does.
func writeList(w io.Writer, items iter.Seq[jsontree.Value]) error {
	out := bufio.NewWriter(w)
	var piece []byte
	begin, end := "[ ", "[]"
	for item := range items {
		piece = item.AppendPretty(append(piece[:0], begin...))
		if _, err := out.Write(piece); err != nil {
			return err
		}
		begin, end = ", ", " ]"
	}
	_, _ = out.WriteString(end) // Flush returns the error
	return out.Flush()
}

// matchOptions are how matchers compare under the settings of this moment.
func (s *Service) matchOptions() match.Options { return MatchOptions(s.Settings.Get(), s.Library) }

// MatchOptions are how matchers compare under the given settings, with the
// specifications of library.
func MatchOptions(settings *config.Settings, library *openapi.Library) match.Options {
	return match.Options{
		Operations:    library,
		ExactCase:     settings.MatchExactCase,
		RegexTimeout:  time.Duration(settings.RegexMatchingTimeoutMillis) * time.Millisecond,
		XPathTimeout:  time.Duration(settings.XPathMatchingTimeoutMillis) * time.Millisecond,
		AmpersandOnly: !settings.UseSemicolonAsQueryParameterSeparator,
	}
}
