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
	options, err := optionsFrom[mock.ImportExpectationsOption](m, map[string]string{
		"format": "format", "additionalRedactedHeaders": "additionalRedactedHeaders",
		"additionalRedactedBodyFields": "additionalRedactedBodyFields", "redactSensitiveData": "redactSensitiveData",
	})
	if err != nil {
		return nil, err
	}
	return d.client.ImportExpectations(ctx, document, options...)
}

func (d *driver) promoteRecordings(ctx context.Context, m map[string]value) (any, error) {
	options, err := optionsFrom[mock.PromoteRecordingsOption](m, map[string]string{
		"matcher": "request", "consolidate": "consolidate", "parameterize": "parameterize", "redactSensitiveData": "redactSensitiveData",
	})
	if err != nil {
		return nil, err
	}
	return d.client.PromoteRecordings(ctx, options...)
}
