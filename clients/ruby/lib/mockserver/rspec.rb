# frozen_string_literal: true

require "rspec/core"
require_relative "../mockserver"

module MockServer
  # Gives RSpec examples a mock server: require "mockserver/rspec" and tag a
  # group or an example with :mockserver. The server is started at first use,
  # reset before each tagged example, and stopped at the end of the run.
  #
  # @example
  #   RSpec.describe Login, :mockserver do
  #     it "follows the redirect" do
  #       mockserver.when(post("/login")).respond(reply(302).header("Location", "/home"))
  #       ...
  #       mockserver.verify(post("/login"), once)
  #     end
  #   end
  # @example A server that is running already
  #   RSpec.configure { |config| config.mockserver = MockServer::TestServer.new(url: "http://localhost:1080") }
  module RSpec
    # What tagged examples can call.
    module Helpers
      include Factories
      include Values

      # @return [Client] of the run's server
      def mockserver = ::RSpec.configuration.mockserver.client
    end
  end
end

RSpec.configure do |config|
  config.add_setting :mockserver, default: MockServer::TestServer.new
  config.include MockServer::RSpec::Helpers, :mockserver
  config.before(:each, :mockserver) { mockserver.reset }
  config.after(:suite) { config.mockserver.stop }
end
