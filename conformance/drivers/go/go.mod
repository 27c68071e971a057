module github.com/mockserver/mockserver/conformance/drivers/go

go 1.25.0

require github.com/mockserver/mockserver/clients/go v0.0.0

require (
	github.com/apapsch/go-jsonmerge/v2 v2.0.0 // indirect
	github.com/google/uuid v1.6.0 // indirect
	github.com/oapi-codegen/runtime v1.8.0 // indirect
)

replace github.com/mockserver/mockserver/clients/go => ../../../clients/go
