# frozen_string_literal: true

require "minitest"
require_relative "../mockserver"

module MockServer
  # Gives Minitest tests a mock server: require "mockserver/minitest" and
  # include this module. The server is started at first use, reset before each
  # test, and stopped at the end of the run. A verification that fails counts as
  # a failed assertion.
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
    include Factories
    include Values

    class << self
      # @return [TestServer] the run's server
      attr_accessor :server
    end
    self.server = TestServer.new

    # @return [Client] of the run's server
    def mockserver = Minitest.server.client

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
end

Minitest.after_run { MockServer::Minitest.server.stop }
