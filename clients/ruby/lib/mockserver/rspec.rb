# frozen_string_literal: true

require "rspec/core"
require_relative "../mockserver"

module MockServer
  # Gives RSpec examples a mock server: require "mockserver/rspec" and tag a
  # group or an example with :mockserver. The server is started at first use,
  # reset before each tagged example, and stopped at the end of the run.
  #
  # The tag brings {Factories} and {Values} too. Tagged with mockserver: :bare,
  # examples have {Helpers} alone.
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
    # What all tagged examples can call.
    module Helpers
      # The run's server. With a block, runs the block in a {Scope}.
      #
      # @yieldparam ms [Client]
      # @return [Client, Object] with a block, what the block returns
      def mockserver(&) = ::RSpec.configuration.mockserver.use(&)
    end
  end
end

RSpec.configure do |config|
  # A plain true would apply to every value.
  whole = { mockserver: ->(tag) { tag == true } }
  config.add_setting :mockserver, default: MockServer::TestServer.new
  config.include MockServer::RSpec::Helpers, :mockserver
  config.include MockServer::Factories, whole
  config.include MockServer::Values, whole
  config.before(:each, :mockserver) { mockserver.reset }
  config.after(:suite) { config.mockserver.stop }
end
