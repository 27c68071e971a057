module github.com/mockserver/mockserver/clients/go

go 1.25.0
