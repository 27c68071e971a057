module github.com/mockserver/mockserver/server

go 1.25.0
