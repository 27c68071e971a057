package rest

import (
	"bytes"
	"context"
	"io"

	gen "github.com/mockserver/mockserver/server/internal/gen/rest"
)

// Scenarios implements GET /mockserver/scenario.
func (h *handlers) Scenarios(ctx context.Context, _ gen.ScenariosRequestObject) (gen.ScenariosResponseObject, error) {
	answer := h.service.ScenarioList(ctx)
	return gen.Scenarios200AsteriskResponse{Body: bytes.NewReader(answer.Body), ContentType: answer.ContentType}, nil
}

// Scenario implements GET /mockserver/scenario/{scenarioName}.
func (h *handlers) Scenario(ctx context.Context, request gen.ScenarioRequestObject) (gen.ScenarioResponseObject, error) {
	answer := h.service.ScenarioState(ctx, request.ScenarioName)
	return gen.Scenario200AsteriskResponse{Body: bytes.NewReader(answer.Body), ContentType: answer.ContentType}, nil
}

// SetScenario implements PUT /mockserver/scenario/{scenarioName}.
func (h *handlers) SetScenario(ctx context.Context, request gen.SetScenarioRequestObject) (gen.SetScenarioResponseObject, error) {
	document, err := io.ReadAll(request.Body)
	if err != nil {
		return nil, err
	}
	answer, err := h.service.SetScenario(ctx, request.ScenarioName, document)
	return gen.SetScenario200AsteriskResponse{Body: bytes.NewReader(answer.Body), ContentType: answer.ContentType}, err
}

// TriggerScenario implements PUT /mockserver/scenario/{scenarioName}/trigger.
func (h *handlers) TriggerScenario(ctx context.Context, request gen.TriggerScenarioRequestObject) (gen.TriggerScenarioResponseObject, error) {
	document, err := io.ReadAll(request.Body)
	if err != nil {
		return nil, err
	}
	answer, err := h.service.TriggerScenario(ctx, request.ScenarioName, document)
	return gen.TriggerScenario200AsteriskResponse{Body: bytes.NewReader(answer.Body), ContentType: answer.ContentType}, err
}
