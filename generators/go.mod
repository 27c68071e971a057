module github.com/mockserver/mockserver/generators

go 1.25.0
