package restdriver

import (
	"context"
	"fmt"
	"net/http"
	"net/url"

	"github.com/mockserver/mockserver/conformance/internal/driver"
	pb "github.com/mockserver/mockserver/conformance/internal/gen/mockserver/conformance/v1"
)

// scenario holds the operations about scenarios.
func (c *client) scenario(ctx context.Context, request *pb.DriverRequest) (any, *pb.Failure) {
	switch operation := request.GetOperation().(type) {
	case *pb.DriverRequest_Scenarios:
		return c.call(ctx, http.MethodGet, "/scenario", nil)
	case *pb.DriverRequest_Scenario:
		return c.call(ctx, http.MethodGet, scenarioPath(operation.Scenario.GetName()), nil)
	case *pb.DriverRequest_SetScenario:
		change := document{"state": operation.SetScenario.GetState()}
		if after := operation.SetScenario.GetTransitionAfterMs(); after > 0 {
			change["transitionAfterMs"], change["nextState"] = after, operation.SetScenario.GetNextState()
		}
		return c.call(ctx, http.MethodPut, scenarioPath(operation.SetScenario.GetName()), change)
	case *pb.DriverRequest_TriggerScenario:
		trigger := operation.TriggerScenario
		return c.call(ctx, http.MethodPut, scenarioPath(trigger.GetName())+"/trigger", document{"newState": trigger.GetNewState()})
	default:
		return nil, driver.Other(fmt.Errorf("unknown operation %T", operation))
	}
}

func scenarioPath(name string) string { return "/scenario/" + url.PathEscape(name) }
