# frozen_string_literal: true

require "spec_helper"

RSpec.describe MockServer::RefusedError do
  let(:text) do
    <<~TEXT
      incorrect expectation json format for:

        {"a" : "- not: a violation"}

       schema validation errors:

        3 errors:
         - $.httpRequest.path: integer found, string expected
         - $.times: not defined: really
         - $.times: an array

        Documentation: https://mock-server.com/mock_server/creating_expectations.html
    TEXT
  end

  it "names the fields in error" do
    error = described_class.new(400, text)
    expect(error.message).to eq(text)
    expect(error.field_paths).to eq(["$.httpRequest.path", "$.times"])
    expect(error.violations.map(&:reason)).to eq(["integer found, string expected", "not defined: really", "an array"])
  end

  it "says something even if the server did not" do
    expect(described_class.new(404, "").message).to eq("the server answered with status 404")
  end

  it "is neither of the other failures" do
    expect(described_class.ancestors).not_to include(MockServer::UnreachableError, MockServer::VerificationError)
    expect(MockServer::StartError.ancestors).to include(MockServer::UnreachableError, MockServer::Error)
  end
end
