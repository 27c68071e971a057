package restdriver

import (
	"context"
	"net/http"

	pb "github.com/mockserver/mockserver/conformance/internal/gen/mockserver/conformance/v1"
)

// simulate holds the operations about what answers beside expectations, what
// makes expectations of specifications, and the clock.
func (c *client) simulate(ctx context.Context, request *pb.DriverRequest) (any, *pb.Failure) {
	switch operation := request.GetOperation().(type) {
	case *pb.DriverRequest_UpsertOpenApi:
		return c.upsertOpenAPI(ctx, operation.UpsertOpenApi)
	case *pb.DriverRequest_RegisterCrud:
		return c.registerCrud(ctx, operation.RegisterCrud)
	case *pb.DriverRequest_Clock:
		return c.call(ctx, http.MethodGet, "/clock", nil)
	case *pb.DriverRequest_AdjustClock:
		return c.adjustClock(ctx, operation.AdjustClock)
	case *pb.DriverRequest_StoreFile:
		file := operation.StoreFile
		return c.call(ctx, http.MethodPut, "/files/store",
			document{"name": file.GetName(), "content": file.GetContent(), "base64": file.GetBase64()})
	case *pb.DriverRequest_RetrieveFile:
		return c.document(ctx, "/files/retrieve", document{"name": operation.RetrieveFile.GetName()})
	case *pb.DriverRequest_ListFiles:
		return c.call(ctx, http.MethodPut, "/files/list", nil)
	case *pb.DriverRequest_DeleteFile:
		return c.call(ctx, http.MethodPut, "/files/delete", document{"name": operation.DeleteFile.GetName()})
	default:
		return c.watching(ctx, request)
	}
}

func (c *client) upsertOpenAPI(ctx context.Context, asked *pb.UpsertOpenApi) (any, *pb.Failure) {
	body := document{"specUrlOrPayload": asked.GetSpecification().AsInterface()}
	if operations := asked.GetOperationsAndResponses(); operations != nil {
		body["operationsAndResponses"] = operations.AsMap()
	}
	if prefix := asked.GetContextPathPrefix(); prefix != "" {
		body["contextPathPrefix"] = prefix
	}
	return c.call(ctx, http.MethodPut, "/openapi", body)
}

func (c *client) registerCrud(ctx context.Context, asked *pb.RegisterCrud) (any, *pb.Failure) {
	body := document{"basePath": asked.GetBasePath()}
	for name, text := range map[string]string{"idField": asked.GetIdField(), "idStrategy": asked.GetIdStrategy()} {
		if text != "" {
			body[name] = text
		}
	}
	var items []any
	for _, item := range asked.GetInitialData() {
		items = append(items, item.AsMap())
	}
	if len(items) > 0 {
		body["initialData"] = items
	}
	return c.call(ctx, http.MethodPut, "/crud", body)
}

func (c *client) adjustClock(ctx context.Context, asked *pb.AdjustClock) (any, *pb.Failure) {
	body := document{"action": asked.GetAction()}
	if instant := asked.GetInstant(); instant != "" {
		body["instant"] = instant
	}
	if duration := asked.GetDurationMs(); duration > 0 {
		body["durationMillis"] = duration
	}
	return c.call(ctx, http.MethodPut, "/clock", body)
}
