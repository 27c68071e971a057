package main

import (
	"bytes"
	"context"
	_ "embed"
	"fmt"
	"io"
	"net/http"

	mockserver "github.com/mockserver/mockserver/server"
	"github.com/mockserver/mockserver/server/internal/config"
)

//go:embed demo.json
var demoExpectations []byte

// demoCommand runs the server with expectations to try.
type demoCommand struct{}

// Run implements the command.
func (demoCommand) Run(ctx context.Context, settings *config.Settings, std streams) error {
	if len(settings.Ports) == 0 {
		settings.Ports = []int{defaultPort}
	}
	return serve(ctx, settings, std, func(server *mockserver.Server) error {
		if err := teach(ctx, server.URL(), demoExpectations); err != nil {
			return err
		}
		_, err := fmt.Fprintf(std.out, demoText, server.URL())
		return err
	})
}

const demoText = `Try these:
  curl -i %[1]s/hello
  curl -i -X POST %[1]s/login -H 'content-type: application/json' -d '{"user": "foo", "password": "bar"}'
  curl -X PUT %[1]s/mockserver/retrieve
`

// teach stores expectations by way of the control plane.
func teach(ctx context.Context, url string, expectations []byte) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodPut, url+"/mockserver/expectation", bytes.NewReader(expectations))
	if err != nil {
		return err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusCreated {
		text, _ := io.ReadAll(response.Body) // for the message only
		return fmt.Errorf("teaching the demo: %s: %s", response.Status, text)
	}
	return nil
}
