package main

import (
	"context"
	"encoding/json"

	mock "github.com/mockserver/mockserver/clients/go"
)

func (d *driver) importExpectations(ctx context.Context, m map[string]value) (any, error) {
	document := mock.ImportDocument{}
	if m["document"] != nil {
		if err := json.Unmarshal(m["document"], &document); err != nil {
			return nil, err
		}
	}
	texts, err := textsOf(m, "format", "additionalRedactedHeaders", "additionalRedactedBodyFields")
	if err != nil {
		return nil, err
	}
	var options []mock.ImportExpectationsOption
	if format := texts["format"]; format != "" {
		options = append(options, mock.ImportFormat(format))
	}
	if names := texts["additionalRedactedHeaders"]; names != "" {
		options = append(options, mock.WithAdditionalRedactedHeaders(names))
	}
	if names := texts["additionalRedactedBodyFields"]; names != "" {
		options = append(options, mock.WithAdditionalRedactedBodyFields(names))
	}
	redact, given, err := flag(m["redactSensitiveData"])
	if err != nil {
		return nil, err
	}
	if given {
		options = append(options, mock.WithRedactSensitiveData(redact))
	}
	return d.client.ImportExpectations(ctx, document, options...)
}

func (d *driver) promoteRecordings(ctx context.Context, m map[string]value) (any, error) {
	matcher, err := form[mock.HTTPRequestForm](m["matcher"])
	if err != nil {
		return nil, err
	}
	var options []mock.PromoteRecordingsOption
	if matcher != nil {
		options = append(options, mock.WithRequest(matcher))
	}
	for name, option := range map[string]func(bool) mock.PromoteRecordingsOption{
		"consolidate":         mock.WithConsolidate,
		"parameterize":        mock.WithParameterize,
		"redactSensitiveData": func(on bool) mock.PromoteRecordingsOption { return mock.WithRedactSensitiveData(on) },
	} {
		on, given, err := flag(m[name])
		if err != nil {
			return nil, err
		}
		if given {
			options = append(options, option(on))
		}
	}
	return d.client.PromoteRecordings(ctx, options...)
}
