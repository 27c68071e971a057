module github.com/mockserver/mockserver/conformance

go 1.25.0
