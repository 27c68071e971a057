module github.com/mockserver/mockserver/generators

go 1.25.0

require (
	github.com/getkin/kin-openapi v0.152.0 // indirect
	go.yaml.in/yaml/v3 v3.0.6 // indirect
)
