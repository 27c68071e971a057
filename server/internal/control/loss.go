package control

import (
	"fmt"

	"github.com/mockserver/mockserver/server/internal/config"
	"github.com/mockserver/mockserver/server/internal/journal"
)

// DiscardedHeader is the header that tells Document.Discarded, unless it is 0.
const DiscardedHeader = "X-MockServer-Discarded"

// warnOfLoss says that the journal is full, once it begins to drop requests.
func (s *Service) warnOfLoss() {
	settings := s.Settings.Get()
	text := fmt.Sprintf("the event log has reached its maximum size (maxLogEntries=%d, maxEventLogSizeInBytes=%d), the oldest requests are discarded",
		settings.MaxLogEntries, settings.MaxEventLogSize)
	s.Logger.Warn(text)
	s.log(journal.Entry{Level: string(config.LevelWarn), Type: "WARN", Format: text})
}
