package traffic

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// maxTraceBytes bounds what is shown of either side of an exchange.
const maxTraceBytes = 4 << 10

// trace shows an exchange, what was sent marked ">" and what was received "<".
func trace(sent, received []byte) string {
	return marked("> ", sent) + marked("< ", received)
}

func marked(mark string, message []byte) string {
	var text strings.Builder
	for line := range strings.Lines(readable(message)) {
		text.WriteString(mark + strings.TrimRight(line, "\r\n") + "\n")
	}
	return text.String()
}

func readable(message []byte) string {
	cut := ""
	if len(message) > maxTraceBytes {
		cut = fmt.Sprintf("\n… %d more bytes", len(message)-maxTraceBytes)
		message = message[:maxTraceBytes]
	}
	if !utf8.Valid(message) {
		return strings.ToValidUTF8(string(message), "\ufffd") + cut
	}
	return string(message) + cut
}
