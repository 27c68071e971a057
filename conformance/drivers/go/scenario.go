package main

import (
	"context"

	mock "github.com/mockserver/mockserver/clients/go"
)

func (d *driver) scenario(ctx context.Context, m map[string]value) (any, error) {
	name, err := text(m["name"])
	if err != nil {
		return nil, err
	}
	return d.client.Scenario(ctx, name)
}

func (d *driver) setScenario(ctx context.Context, m map[string]value) (any, error) {
	texts, err := textsOf(m, "name", "state", "nextState")
	if err != nil {
		return nil, err
	}
	after, err := wait(m["transitionAfterMs"])
	if err != nil {
		return nil, err
	}
	var options []mock.ScenarioChangeOption
	if after > 0 {
		options = append(options, mock.WithTransitionAfter(after), mock.WithNextState(texts["nextState"]))
	}
	return d.client.SetScenario(ctx, texts["name"], texts["state"], options...)
}

func (d *driver) triggerScenario(ctx context.Context, m map[string]value) (any, error) {
	texts, err := textsOf(m, "name", "newState")
	if err != nil {
		return nil, err
	}
	return d.client.TriggerScenario(ctx, texts["name"], texts["newState"])
}
