package rpc

import (
	"context"

	v1 "github.com/mockserver/mockserver/server/internal/gen/mockserver/v1"
)

// Scenarios implements the method of ExpectationService.
func (h *handlers) Scenarios(ctx context.Context, _ *v1.ScenariosRequest) (*v1.ScenariosResponse, error) {
	return answer(&v1.ScenariosResponse{}, "scenarioList", h.service.ScenarioList(ctx).Body)
}

// Scenario implements the method of ExpectationService.
func (h *handlers) Scenario(ctx context.Context, request *v1.ScenarioRequest) (*v1.ScenarioResponse, error) {
	return answer(&v1.ScenarioResponse{}, "scenario", h.service.ScenarioState(ctx, request.GetScenarioName()).Body)
}

// SetScenario implements the method of ExpectationService.
func (h *handlers) SetScenario(ctx context.Context, request *v1.SetScenarioRequest) (*v1.SetScenarioResponse, error) {
	change, err := document(request.GetScenarioChange())
	if err != nil {
		return nil, err
	}
	moved, err := h.service.SetScenario(ctx, request.GetScenarioName(), change)
	if err != nil {
		return nil, err
	}
	return answer(&v1.SetScenarioResponse{}, "scenario", moved.Body)
}

// TriggerScenario implements the method of ExpectationService.
func (h *handlers) TriggerScenario(ctx context.Context, request *v1.TriggerScenarioRequest) (*v1.TriggerScenarioResponse, error) {
	trigger, err := document(request.GetScenarioTrigger())
	if err != nil {
		return nil, err
	}
	moved, err := h.service.TriggerScenario(ctx, request.GetScenarioName(), trigger)
	if err != nil {
		return nil, err
	}
	return answer(&v1.TriggerScenarioResponse{}, "scenario", moved.Body)
}
