# frozen_string_literal: true

require "minitest"
require_relative "../mockserver"

module MockServer
  # Gives Minitest tests a mock server: require "mockserver/minitest" and
  # include this module. The server is started at first use, reset before each
  # test, and stopped at the end of the run. A verification that fails counts as
  # a failed assertion.
  #
  # The module brings {Factories} and {Values} too; include {Hook} to have
  # neither.
  #
  # @example
  #   class LoginTest < Minitest::Test
  #     include MockServer::Minitest
  #
  #     def test_redirect
  #       mockserver.when(post("/login")).respond(reply(302).header("Location", "/home"))
  #       ...
  #       mockserver.verify(post("/login"), once)
  #     end
  #   end
  # @example A server that is running already
  #   MockServer::Minitest.server = MockServer::TestServer.new(url: "http://localhost:1080")
  module Minitest
    # What tests can call, and what happens around them.
    module Hook
      # The run's server. With a block, runs the block in a {Scope}.
      #
      # @yieldparam ms [Client]
      # @return [Client, Object] with a block, what the block returns
      def mockserver(&) = Minitest.server.use(&)

      # @return [void]
      def before_setup
        super
        mockserver.reset
      end

      # Minitest calls each step of a test through this method.
      #
      # @return [void]
      def capture_exceptions
        super do
          yield
        rescue VerificationError => e
          raise ::Minitest::Assertion, e.message, e.backtrace
        end
      end
    end

    include Hook
    include Factories
    include Values

    class << self
      # @return [TestServer] the run's server
      attr_accessor :server
    end
    self.server = TestServer.new
  end
end

Minitest.after_run { MockServer::Minitest.server.stop }
