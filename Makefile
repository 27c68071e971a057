# MockServer. `make help` lists the targets.
.DEFAULT_GOAL := help
SHELL := /bin/bash

.PHONY: help
help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  %-12s %s\n", $$1, $$2}'

.PHONY: run
run: ## Serve on port 1080
	go run ./server/cmd/mockserver run --port 1080

.PHONY: generate
generate: ## Generate everything that follows from the contract
	scripts/generate
