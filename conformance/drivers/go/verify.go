package main

import (
	"context"
	"encoding/json"

	mock "github.com/mockserver/mockserver/clients/go"
)

// waiting is what both verifications know.
type waiting interface {
	mock.VerificationOption
	mock.VerificationSequenceOption
}

// patience is how long a verification waits, and how much a failure lists.
func patience(m map[string]value) ([]waiting, error) {
	var options []waiting
	timeout, err := wait(m["timeoutMs"])
	if err != nil {
		return nil, err
	}
	if timeout > 0 {
		options = append(options, mock.WithTimeout(timeout))
	}
	maximum, err := number(m["maximumRequests"])
	if err != nil {
		return nil, err
	}
	if maximum > 0 {
		options = append(options, mock.WithMaximumRequests(maximum))
	}
	return options, nil
}

func (d *driver) verify(ctx context.Context, m map[string]value) (any, error) {
	request, err := form[mock.HTTPRequestForm](m["request"])
	if err != nil {
		return nil, err
	}
	response, err := form[mock.ResponseMatcherForm](m["response"])
	if err != nil {
		return nil, err
	}
	options, err := verifyOptions(m)
	if err != nil {
		return nil, err
	}
	if request != nil {
		options = append(options, mock.WithRequest(request))
	}
	if response != nil {
		options = append(options, mock.WithResponse(response))
	}
	return nil, d.client.Verify(ctx, options...)
}

// verifyOptions are the options that neither name a request nor a response.
func verifyOptions(m map[string]value) ([]mock.VerificationOption, error) {
	var options []mock.VerificationOption
	common, err := patience(m)
	if err != nil {
		return nil, err
	}
	for _, o := range common {
		options = append(options, o)
	}
	texts, err := textsOf(m, "expectationId", "disposition")
	if err != nil {
		return nil, err
	}
	if id := texts["expectationId"]; id != "" {
		options = append(options, mock.WithExpectationID(id))
	}
	if disposition := texts["disposition"]; disposition != "" {
		options = append(options, mock.VerificationDisposition(disposition))
	}
	if m["times"] == nil {
		return options, nil
	}
	times, err := timesOf(m["times"])
	return append(options, times), err
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
	requests, err := forms[mock.HTTPRequestForm](m["requests"])
	if err != nil {
		return nil, err
	}
	responses, err := forms[mock.ResponseMatcherForm](m["responses"])
	if err != nil {
		return nil, err
	}
	var ids []string
	if m["expectationIds"] != nil {
		if err := json.Unmarshal(m["expectationIds"], &ids); err != nil {
			return nil, err
		}
	}
	var options []mock.VerificationSequenceOption
	common, err := patience(m)
	if err != nil {
		return nil, err
	}
	for _, o := range common {
		options = append(options, o)
	}
	if len(requests) > 0 {
		options = append(options, mock.WithRequests(requests...))
	}
	if len(responses) > 0 {
		options = append(options, mock.WithResponses(responses...))
	}
	if len(ids) > 0 {
		options = append(options, mock.WithExpectationIDs(ids...))
	}
	return nil, d.client.VerifySequence(ctx, options...)
}
