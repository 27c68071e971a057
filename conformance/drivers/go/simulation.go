package main

import (
	"context"
	"encoding/json"

	mock "github.com/mockserver/mockserver/clients/go"
)

// simulations are the operations about what answers beside expectations, what
// makes expectations of specifications, and the clock.
func (d *driver) simulations() map[string]operation {
	return map[string]operation{
		"upsertOpenApi": d.upsertOpenAPI, "registerCrud": d.registerCrud, "adjustClock": d.adjustClock,
		"clock":     func(ctx context.Context, _ map[string]value) (any, error) { return d.client.Clock(ctx) },
		"storeFile": d.storeFile, "retrieveFile": d.retrieveFile, "deleteFile": d.deleteFile,
		"listFiles": func(ctx context.Context, _ map[string]value) (any, error) { return d.client.ListFiles(ctx) },
	}
}

func (d *driver) upsertOpenAPI(ctx context.Context, m map[string]value) (any, error) {
	options, err := optionsFrom[mock.OpenAPIExpectationOption](m, map[string]string{
		"operationsAndResponses": "operationsAndResponses", "contextPathPrefix": "contextPathPrefix",
	})
	if err != nil {
		return nil, err
	}
	return d.client.UpsertOpenAPI(ctx, json.RawMessage(m["specification"]), options...)
}

func (d *driver) registerCrud(ctx context.Context, m map[string]value) (any, error) {
	path, err := text(m["basePath"])
	if err != nil {
		return nil, err
	}
	options, err := optionsFrom[mock.CrudDefinitionOption](m, map[string]string{
		"idField": "idField", "idStrategy": "idStrategy", "initialData": "initialData",
	})
	if err != nil {
		return nil, err
	}
	return d.client.RegisterCrud(ctx, path, options...)
}

func (d *driver) adjustClock(ctx context.Context, m map[string]value) (any, error) {
	action, err := text(m["action"])
	if err != nil {
		return nil, err
	}
	options, err := optionsFrom[mock.ClockAdjustmentOption](m, map[string]string{"instant": "instant", "durationMs": "duration"})
	if err != nil {
		return nil, err
	}
	return d.client.AdjustClock(ctx, action, options...)
}

func (d *driver) storeFile(ctx context.Context, m map[string]value) (any, error) {
	texts, err := textsOf(m, "name", "content")
	if err != nil {
		return nil, err
	}
	options, err := optionsFrom[mock.FileContentOption](m, map[string]string{"base64": "base64"})
	if err != nil {
		return nil, err
	}
	return d.client.StoreFile(ctx, texts["name"], texts["content"], options...)
}

func (d *driver) retrieveFile(ctx context.Context, m map[string]value) (any, error) {
	name, err := text(m["name"])
	if err != nil {
		return nil, err
	}
	return plain(d.client.RetrieveFile(ctx, name))
}

func (d *driver) deleteFile(ctx context.Context, m map[string]value) (any, error) {
	name, err := text(m["name"])
	if err != nil {
		return nil, err
	}
	return nil, d.client.DeleteFile(ctx, name)
}
