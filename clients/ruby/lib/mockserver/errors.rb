# frozen_string_literal: true

module MockServer
  # What this library raises, apart from ArgumentError for calls that make no
  # sense:
  #
  #     Error
  #     ├── UnreachableError     the server could not be reached, or did not answer
  #     │   └── StartError       the binary could not be started
  #     ├── RefusedError         the server answered that it will not do it
  #     └── VerificationError    what was to be verified did not happen
  class Error < StandardError; end

  # The server could not be reached, the connection broke, or no answer came in
  # time.
  class UnreachableError < Error; end

  # The server's binary could not be started.
  class StartError < UnreachableError; end

  # What was to be verified did not happen. The message is the server's text,
  # which reads like that of an assertion.
  class VerificationError < Error; end

  # The server refused a call; nothing was changed. The message is the server's
  # text.
  class RefusedError < Error
    # One field in error.
    #
    # @!attribute [r] path
    #   @return [String] such as "$.httpRequest.path"
    # @!attribute [r] reason
    #   @return [String]
    Violation = Struct.new(:path, :reason)

    VIOLATION = /^\s*- (\$\S*?): (.*)$/
    private_constant :VIOLATION

    # @return [Integer] the HTTP status code
    attr_reader :status

    # @return [Array<Violation>] the fields in error, as far as the server names them
    attr_reader :violations

    # @param status [Integer] the HTTP status code
    # @param text [String] what the server answered
    def initialize(status, text)
      @status = status
      @violations = text.scan(VIOLATION).map { |path, reason| Violation.new(path, reason).freeze }.freeze
      super(text.empty? ? "the server answered with status #{status}" : text)
    end

    # @return [Array<String>] the paths of the fields in error, each once
    def field_paths = violations.map(&:path).uniq
  end
end
