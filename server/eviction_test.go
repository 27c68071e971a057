package mockserver_test

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
)

// However much is discarded meanwhile, a verification right after an answer
// either holds or says what was discarded, and one of what never came never
// holds silently.
func TestVerificationsDoNotLieUnderEviction(t *testing.T) {
	server := startServer(t)
	controlCall(t, server.URL(), "configuration", `{"maxLogEntries":20}`)
	var working sync.WaitGroup
	for worker := range 4 {
		working.Go(func() {
			for i := range 40 {
				seen := fmt.Sprintf("/%d/%d", worker, i)
				send(t, server.URL()+seen)
				status, text := controlCall(t, server.URL(), "verify", `{"httpRequest":{"path":"`+seen+`"},"times":{"atLeast":1}}`)
				if status != http.StatusAccepted && !strings.Contains(text, "the event log has discarded") {
					t.Errorf("%s: %d %s", seen, status, text)
				}
				status, text = controlCall(t, server.URL(), "verify", `{"httpRequest":{"path":"`+seen+`"},"times":{"atMost":0}}`)
				if status != http.StatusNotAcceptable {
					t.Errorf("%s is said not to have come: %d %s", seen, status, text)
				}
				if i%10 == worker {
					controlCall(t, server.URL(), "retrieve?type=LOGS", "")
					controlCall(t, server.URL(), "configuration", fmt.Sprintf(`{"maxLogEntries":%d}`, 10+i))
				}
			}
		})
	}
	working.Wait()
}

func send(t *testing.T, url string) {
	t.Helper()
	response, err := http.Get(url)
	if err != nil {
		t.Error(err)
		return
	}
	_, _ = io.Copy(io.Discard, response.Body)
	_ = response.Body.Close()
}
