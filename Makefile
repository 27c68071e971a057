# MockServer. `make` alone lists the targets.
.DEFAULT_GOAL := help

PORT ?= 1080

.PHONY: help
help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: run
run: ## Serve on port 1080 (PORT=... for another)
	CGO_ENABLED=0 go run ./server/cmd/mockserver run --port $(PORT)

.PHONY: build
build: ## Build bin/mockserver, static
	scripts/build

.PHONY: test
test: ## Install what is missing and run every suite
	scripts/test

.PHONY: lint
lint: ## Check the contract, the protos and the Go modules; the clients' scripts check theirs
	scripts/lint

.PHONY: generate
generate: ## Generate everything that follows from the contract
	scripts/generate

.PHONY: conformance
conformance: build ## Run the conformance suite through the four clients
	scripts/conformance

.PHONY: fuzz
fuzz: ## Run every fuzz test, 30 s each
	scripts/fuzz

.PHONY: bench
bench: build ## Measure the budgets, each beside its baseline
	scripts/bench
