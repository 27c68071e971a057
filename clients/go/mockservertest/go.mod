module github.com/mockserver/mockserver/clients/go/mockservertest

go 1.26.0

require (
	github.com/mockserver/mockserver/clients/go v0.0.0
	github.com/mockserver/mockserver/server v0.0.0
)

require (
	github.com/alecthomas/kong v1.17.0 // indirect
	github.com/apapsch/go-jsonmerge/v2 v2.0.0 // indirect
	github.com/dlclark/regexp2/v2 v2.12.0 // indirect
	github.com/go-chi/chi/v5 v5.5.0 // indirect
	github.com/google/uuid v1.6.0 // indirect
	github.com/hashicorp/golang-lru/v2 v2.0.7 // indirect
	github.com/oapi-codegen/runtime v1.8.0 // indirect
	github.com/santhosh-tekuri/jsonschema/v6 v6.0.3 // indirect
	golang.org/x/text v0.32.0 // indirect
)

replace (
	github.com/mockserver/mockserver/clients/go => ../
	github.com/mockserver/mockserver/server => ../../../server
)
