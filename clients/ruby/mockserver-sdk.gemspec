# frozen_string_literal: true

require_relative "lib/mockserver/version"

Gem::Specification.new do |spec|
  spec.name = "mockserver-sdk"
  spec.version = MockServer::VERSION
  spec.authors = ["The MockServer authors"]
  spec.summary = "Start MockServer or attach to it, teach it what to answer, verify what it received"
  spec.description = "The Ruby client of MockServer. It needs nothing but the standard library, and brings hooks for " \
                     "RSpec and Minitest and RBS signatures."
  spec.homepage = "https://github.com/mockserver/mockserver"
  spec.license = "Apache-2.0"
  spec.required_ruby_version = ">= 3.1"
  spec.files = Dir["lib/**/*.rb", "sig/**/*.rbs", "README.md", "LICENSE", ".yardopts", base: __dir__].sort
  spec.metadata = { "rubygems_mfa_required" => "true" }
end
