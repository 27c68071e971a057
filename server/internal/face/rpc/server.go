package rpc

import (
	"context"

	v1 "github.com/mockserver/mockserver/server/internal/gen/mockserver/v1"
)

// Status implements the method of ServerService.
func (h *handlers) Status(ctx context.Context, _ *v1.StatusRequest) (*v1.StatusResponse, error) {
	return answer(&v1.StatusResponse{}, "status", h.service.Status(ctx).Body)
}

// Ready implements the method of ServerService.
func (h *handlers) Ready(ctx context.Context, _ *v1.ReadyRequest) (*v1.ReadyResponse, error) {
	status := v1.ReadinessStatus_READINESS_STATUS_NOT_READY
	if h.service.Ready(ctx) {
		status = v1.ReadinessStatus_READINESS_STATUS_READY
	}
	return &v1.ReadyResponse{Readiness: &v1.Readiness{Status: status}}, nil
}

// Reset implements the method of ServerService.
func (h *handlers) Reset(ctx context.Context, _ *v1.ResetRequest) (*v1.ResetResponse, error) {
	return &v1.ResetResponse{}, h.service.Reset(ctx)
}

// Bind implements the method of ServerService.
func (h *handlers) Bind(ctx context.Context, request *v1.BindRequest) (*v1.BindResponse, error) {
	binding, err := document(request.GetPortBinding())
	if err != nil {
		return nil, err
	}
	bound, err := h.service.Bind(ctx, binding)
	if err != nil {
		return nil, err
	}
	return answer(&v1.BindResponse{}, "status", bound.Body)
}

// Stop implements the method of ServerService.
func (h *handlers) Stop(ctx context.Context, _ *v1.StopRequest) (*v1.StopResponse, error) {
	h.service.Stop(ctx)
	return &v1.StopResponse{}, nil
}

// Configuration implements the method of ServerService.
func (h *handlers) Configuration(ctx context.Context, _ *v1.ConfigurationRequest) (*v1.ConfigurationResponse, error) {
	settings, err := h.service.Configuration(ctx)
	if err != nil {
		return nil, err
	}
	return answer(&v1.ConfigurationResponse{}, "configuration", settings.Body)
}

// UpdateConfiguration implements the method of ServerService.
func (h *handlers) UpdateConfiguration(ctx context.Context, request *v1.UpdateConfigurationRequest) (*v1.UpdateConfigurationResponse, error) {
	change, err := document(request.GetConfiguration())
	if err != nil {
		return nil, err
	}
	settings, err := h.service.UpdateConfiguration(ctx, change)
	if err != nil {
		return nil, err
	}
	return answer(&v1.UpdateConfigurationResponse{}, "configuration", settings.Body)
}

// Clock implements the method of ServerService.
func (h *handlers) Clock(ctx context.Context, _ *v1.ClockRequest) (*v1.ClockResponse, error) {
	return answer(&v1.ClockResponse{}, "clockReading", h.service.ReadClock(ctx).Body)
}

// AdjustClock implements the method of ServerService.
func (h *handlers) AdjustClock(ctx context.Context, request *v1.AdjustClockRequest) (*v1.AdjustClockResponse, error) {
	adjustment, err := document(request.GetClockAdjustment())
	if err != nil {
		return nil, err
	}
	shown, err := h.service.AdjustClock(ctx, adjustment)
	if err != nil {
		return nil, err
	}
	return answer(&v1.AdjustClockResponse{}, "clockReading", shown.Body)
}
