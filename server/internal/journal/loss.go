package journal

// Loss counts what was dropped for room since the journal was last emptied.
type Loss struct {
	Exchanges uint64
	ForBytes  uint64 // those of the exchanges that MaxBytes drove out, not MaxRecords
	Entries   uint64 // log entries
}

// trim drops what exceeds the bounds, and reports whether it dropped the first
// exchange.
func (j *Journal) trim() (first bool) {
	before := j.lost.Exchanges
	for j.tape.count > j.options.MaxRecords {
		j.tape.dropFirst()
		j.lost.Exchanges++
	}
	for j.tape.bytes > j.options.MaxBytes && j.tape.count > 1 {
		j.tape.dropFirst()
		j.lost.Exchanges++
		j.lost.ForBytes++
	}
	if excess := len(j.entries) - j.options.MaxLogEntries; excess > 0 {
		clear(j.entries[:excess])
		j.entries = j.entries[excess:]
		j.lost.Entries += uint64(excess)
	}
	return before == 0 && j.lost.Exchanges > 0
}

// OnFirstLoss has first called whenever the journal begins to drop exchanges,
// outside of its locks. It is set before the journal is used.
func (j *Journal) OnFirstLoss(first func()) { j.onFirstLoss = first }

func (j *Journal) tell(first bool) {
	if first && j.onFirstLoss != nil {
		j.onFirstLoss()
	}
}

// Lost counts what was dropped for room since the journal was last emptied.
func (j *Journal) Lost() Loss {
	j.mutex.RLock()
	defer j.mutex.RUnlock()
	return j.lost
}
