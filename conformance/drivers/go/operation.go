package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"strings"

	mock "github.com/mockserver/mockserver/clients/go"
)

// driver holds the client of the last connect, and its watch.
type driver struct {
	client *mock.Client
	watch  *watch // nil when none goes on
}

func (d *driver) close() {
	d.unwatch()
	if d.client != nil {
		_ = d.client.Close() // it never fails
	}
}

// operation does one thing through the client.
type operation func(ctx context.Context, members map[string]value) (any, error)

func (d *driver) operations() map[string]operation {
	operations := map[string]operation{
		"connect": d.connect, "upsert": d.upsert, "when": d.when, "clear": d.clear, "retrieve": d.retrieve,
		"verify": d.verify, "verifySequence": d.verifySequence, "ready": d.ready, "bind": d.bind,
		"updateConfiguration": d.updateConfiguration,
		"debugMismatch":       d.debugMismatch,
		"explainUnmatched":    d.explainUnmatched,
		"retrieveAs":          d.retrieveAs,
		"scenario":            d.scenario,
		"scenarios":           func(ctx context.Context, _ map[string]value) (any, error) { return d.client.Scenarios(ctx) },
		"setScenario":         d.setScenario,
		"triggerScenario":     d.triggerScenario,
		"importExpectations":  d.importExpectations,
		"promoteRecordings":   d.promoteRecordings,
		"watch":               d.begin,
		"watched":             d.watched,
		"unwatch":             func(context.Context, map[string]value) (any, error) { d.unwatch(); return nil, nil },
		"reset":               func(ctx context.Context, _ map[string]value) (any, error) { return nil, d.client.Reset(ctx) },
		"stop":                func(ctx context.Context, _ map[string]value) (any, error) { return nil, d.client.Stop(ctx) },
		"status":              func(ctx context.Context, _ map[string]value) (any, error) { return d.client.Status(ctx) },
		"configuration":       func(ctx context.Context, _ map[string]value) (any, error) { return d.client.Configuration(ctx) },
	}
	maps.Copy(operations, d.simulations())
	return operations
}

func (d *driver) do(ctx context.Context, request map[string]value) (any, error) {
	for name, content := range request {
		if name == "id" {
			continue
		}
		op, ok := d.operations()[name]
		if !ok {
			return nil, fmt.Errorf("no operation is called %q", name)
		}
		if d.client == nil && name != "connect" {
			return nil, errors.New("not connected")
		}
		var members map[string]value
		if err := json.Unmarshal(content, &members); err != nil {
			return nil, err
		}
		return op(ctx, members)
	}
	return nil, errors.New("the request names no operation")
}

func (d *driver) connect(_ context.Context, m map[string]value) (any, error) {
	d.close()
	url, err := text(m["url"])
	if err != nil {
		return nil, err
	}
	timeout, err := wait(m["timeoutMs"])
	if err != nil {
		return nil, err
	}
	var options []mock.ClientOption
	if timeout > 0 {
		options = append(options, mock.CallTimeout(timeout))
	}
	d.client, err = mock.New(url, options...)
	return nil, err
}

func (d *driver) upsert(ctx context.Context, m map[string]value) (any, error) {
	expectations, err := forms[mock.ExpectationForm](m["expectations"])
	if err != nil {
		return nil, err
	}
	return d.client.Upsert(ctx, expectations...)
}

func (d *driver) clear(ctx context.Context, m map[string]value) (any, error) {
	options, err := optionsFrom[mock.ClearOption](m, map[string]string{
		"matcher": "request", "expectationId": "expectationId", "namespace": "namespace",
	})
	if err != nil {
		return nil, err
	}
	kind, err := text(m["type"])
	if err != nil {
		return nil, err
	}
	if kind != "" {
		options = append(options, mock.ClearType(strings.ToUpper(kind)))
	}
	return nil, d.client.Clear(ctx, options...)
}

func textsOf(m map[string]value, names ...string) (map[string]string, error) {
	texts := map[string]string{}
	for _, name := range names {
		var err error
		if texts[name], err = text(m[name]); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	return texts, nil
}

// retrieval is what narrows a retrieval.
func retrieval(m map[string]value) ([]mock.RetrieveOption, error) {
	return optionsFrom[mock.RetrieveOption](m, map[string]string{
		"matcher": "request", "correlationId": "correlationId", "namespace": "namespace",
	})
}

func (d *driver) retrieve(ctx context.Context, m map[string]value) (any, error) {
	options, err := retrieval(m)
	if err != nil {
		return nil, err
	}
	view, err := text(m["view"])
	if err != nil {
		return nil, err
	}
	switch view {
	case "requests":
		return d.client.RetrieveRequests(ctx, options...)
	case "requestResponses":
		return d.client.RetrieveRequestResponses(ctx, options...)
	case "recordedExpectations":
		return d.client.RetrieveRecordedExpectations(ctx, options...)
	case "activeExpectations":
		return d.client.RetrieveActiveExpectations(ctx, options...)
	case "logs":
		return d.client.RetrieveLogs(ctx, options...)
	}
	return nil, fmt.Errorf("no view is called %q", view)
}

func (d *driver) retrieveAs(ctx context.Context, m map[string]value) (any, error) {
	options, err := retrieval(m)
	if err != nil {
		return nil, err
	}
	texts, err := textsOf(m, "format", "type")
	if err != nil {
		return nil, err
	}
	return plain(d.client.RetrieveAs(ctx, mock.RetrieveFormat(texts["format"]), mock.RetrieveType(texts["type"]), options...))
}

// plain is a document as the protocol writes it.
func plain(document *mock.RetrievedDocument, err error) (any, error) {
	if err != nil {
		return nil, err
	}
	members := map[string]any{"contentType": document.ContentType, "text": document.String(), "base64": document.Content}
	if document.FileName != "" {
		members["fileName"] = document.FileName
	}
	return members, nil
}

func (d *driver) ready(ctx context.Context, _ map[string]value) (any, error) {
	ready, err := d.client.Ready(ctx)
	status := mock.ReadinessStatusNotReady
	if ready {
		status = mock.ReadinessStatusReady
	}
	return mock.Readiness{Status: status}, err
}

func (d *driver) bind(ctx context.Context, m map[string]value) (any, error) {
	var ports []int
	if m["ports"] != nil {
		if err := json.Unmarshal(m["ports"], &ports); err != nil {
			return nil, err
		}
	}
	return d.client.Bind(ctx, ports...)
}

func (d *driver) updateConfiguration(ctx context.Context, m map[string]value) (any, error) {
	settings, err := form[mock.ConfigurationForm](m["settings"])
	if err != nil {
		return nil, err
	}
	return d.client.UpdateConfiguration(ctx, settings)
}

func (d *driver) debugMismatch(ctx context.Context, m map[string]value) (any, error) {
	request, err := form[mock.HTTPRequestForm](m["request"])
	if err != nil {
		return nil, err
	}
	if request == nil {
		return d.client.DebugMismatch(ctx)
	}
	return d.client.DebugMismatch(ctx, mock.WithRequest(request))
}

func (d *driver) explainUnmatched(ctx context.Context, m map[string]value) (any, error) {
	limit, err := number(m["limit"])
	if err != nil {
		return nil, err
	}
	if limit == 0 {
		return d.client.ExplainUnmatched(ctx)
	}
	return d.client.ExplainUnmatched(ctx, mock.WithExplainOptions(limit))
}
