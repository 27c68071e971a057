package main

import (
	"context"
	"encoding/json"

	mock "github.com/mockserver/mockserver/clients/go"
)

func (d *driver) verify(ctx context.Context, m map[string]value) (any, error) {
	options, err := optionsFrom[mock.VerificationOption](m, map[string]string{
		"request": "request", "response": "response", "expectationId": "expectationId", "disposition": "disposition",
		"timeoutMs": "timeout", "maximumRequests": "maximumRequests",
	})
	if err == nil && m["times"] != nil {
		var times mock.VerificationTimes
		times, err = timesOf(m["times"])
		options = append(options, times)
	}
	if err != nil {
		return nil, err
	}
	return nil, d.client.Verify(ctx, options...)
}

// timesOf is plain data or a built value; plain members go as they are.
func timesOf(v value) (mock.VerificationTimes, error) {
	data, err := resolved(v)
	if err != nil {
		return mock.VerificationTimes{}, err
	}
	if times, ok := data.(mock.VerificationTimes); ok {
		return times, nil
	}
	var members map[string]value
	err = json.Unmarshal(v, &members)
	return mock.VerificationTimes{AdditionalProperties: members}, err
}

func (d *driver) verifySequence(ctx context.Context, m map[string]value) (any, error) {
	options, err := optionsFrom[mock.VerificationSequenceOption](m, map[string]string{
		"requests": "requests", "responses": "responses", "expectationIds": "expectationIds",
		"timeoutMs": "timeout", "maximumRequests": "maximumRequests",
	})
	if err != nil {
		return nil, err
	}
	return nil, d.client.VerifySequence(ctx, options...)
}
