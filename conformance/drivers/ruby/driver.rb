# frozen_string_literal: true

# The conformance driver of the Ruby client: PROTOCOL.md says what it does.

$LOAD_PATH.unshift File.expand_path("../../../clients/ruby/lib", __dir__)
require "json"
require "mockserver"
require_relative "values"
require_relative "operations"

# Answers one line per line.
class Driver
  def initialize
    @operations = Operations.new
  end

  def run(input, output)
    input.each_line do |line|
      output.puts(JSON.generate(answer(JSON.parse(line, max_nesting: false)), max_nesting: false))
      output.flush
    end
  end

  private

  def answer(request)
    operation, members = request.find { |name, _| name != "id" }
    { id: request["id"], result: @operations.perform(operation, members) }
  rescue StandardError => e
    { id: request["id"], failure: failure(e) }
  end

  def failure(error)
    case error
    when MockServer::UnreachableError then { unreachable: { message: error.message } }
    when MockServer::RefusedError
      { refused: { status: error.status, message: error.message, fieldPaths: error.field_paths } }
    when MockServer::VerificationError then { verificationFailed: { message: error.message } }
    else { other: { message: "#{error.class}: #{error.message}" } }
    end
  end
end

Driver.new.run($stdin, $stdout)
