package control

import (
	"iter"
	"slices"

	"github.com/mockserver/mockserver/server/internal/config"
	"github.com/mockserver/mockserver/server/internal/journal"
	"github.com/mockserver/mockserver/server/internal/jsontree"
	"github.com/mockserver/mockserver/server/internal/model"
)

// log records an entry about a call of the control plane, if the log level
// keeps it.
func (s *Service) log(entry journal.Entry) {
	if entry.Level == "" {
		entry.Level = string(config.LevelInfo)
	}
	if !s.Settings.Get().LogLevel.Records(config.Level(entry.Level)) {
		return
	}
	entry.At = s.Clock()
	s.Journal.Log(entry)
}

// logAbout records an entry about the requests that matcher, nil for all,
// stands for, which is the one argument of its format.
func (s *Service) logAbout(kind, format string, matcher *model.RequestMatcher) {
	about := []*model.RequestMatcher{orAny(matcher)}
	s.log(journal.Entry{
		Type:      kind,
		Format:    format,
		About:     about,
		Arguments: func() []jsontree.Value { return definitionValues(about).Items },
	})
}

// orAny is the definition of any request in the place of none.
func orAny(matcher *model.RequestMatcher) *model.RequestMatcher {
	if matcher == nil {
		return &model.RequestMatcher{}
	}
	return matcher
}

// LogRemoved records that an expectation is gone. Safe for concurrent use.
func (s *Service) LogRemoved(expectation *model.Expectation) {
	s.logExpectation("REMOVED_EXPECTATION", "removed expectation:{}with id:{}", expectation)
}

// lines yields the log entries that a query finds, in the order they happened.
// An entry about no request and no expectation is found by every filter.
func (s *Service) lines(q *query) iter.Seq[*line] {
	level, view, texts := s.Settings.Get().LogLevel, s.Journal.View(), newTexts()
	return func(yield func(*line) bool) {
		entries := view.Entries
		for exchange := range view.Exchanges() {
			for len(entries) > 0 && entries[0].Sequence < exchange.Sequence {
				if !q.yieldEntry(&entries[0], yield) {
					return
				}
				entries = entries[1:]
			}
			if !q.yieldExchange(exchange, level, texts, yield) {
				return
			}
		}
		for i := range entries {
			if !q.yieldEntry(&entries[i], yield) {
				return
			}
		}
	}
}

// trafficLines yields the log entries that stand for the exchanges that a
// query finds, at any log level.
func (s *Service) trafficLines(q *query) iter.Seq[*line] {
	texts := newTexts()
	return func(yield func(*line) bool) {
		for exchange := range s.found(q.filter) {
			for _, l := range exchangeLines(exchange, texts) {
				if slices.Contains(q.entries, l.kind) && !yield(&l) {
					return
				}
			}
		}
	}
}

func (q *query) yieldEntry(entry *journal.Entry, yield func(*line) bool) bool {
	if !q.correlates(entry.CorrelationID) || !q.filter.findsEntry(entry) {
		return true
	}
	return yield(entryLine(entry))
}

func (q *query) yieldExchange(exchange *model.Exchange, level config.Level, texts *texts, yield func(*line) bool) bool {
	if !q.correlates(exchange.Request.ID) || !q.filter.finds(exchange.Request) {
		return true
	}
	for _, l := range exchangeLines(exchange, texts) {
		if (l.always || level.Records(l.level)) && !yield(&l) {
			return false
		}
	}
	return true
}

// correlates says whether a query asks for entries of this exchange.
func (q *query) correlates(id string) bool {
	return q.options.CorrelationID == "" || q.options.CorrelationID == id
}

// findsEntry says whether a log entry is about what a filter matches.
func (f *filter) findsEntry(entry *journal.Entry) bool {
	switch {
	case entry.Request != nil:
		return f.finds(entry.Request)
	case entry.About != nil:
		return slices.ContainsFunc(entry.About, f.findsDefinition)
	default:
		return true
	}
}

func textArgument(text string) func() []jsontree.Value {
	return func() []jsontree.Value { return []jsontree.Value{jsontree.StringOf(text)} }
}
