# frozen_string_literal: true

require_relative "mockserver/version"
require_relative "mockserver/errors"
require_relative "mockserver/plain"
require_relative "mockserver/bytes"
require_relative "mockserver/duration"
require_relative "mockserver/field"
require_relative "mockserver/model"
require_relative "mockserver/union"
require_relative "mockserver/builder"
require_relative "mockserver/statement"
require_relative "mockserver/retrieved_document"
require_relative "mockserver/endpoint"
require_relative "mockserver/gen/all"
require_relative "mockserver/values"
require_relative "mockserver/clock"
require_relative "mockserver/connector"
require_relative "mockserver/answer"
require_relative "mockserver/feed"
require_relative "mockserver/stream"
require_relative "mockserver/transport"
require_relative "mockserver/client"
require_relative "mockserver/server_process"
require_relative "mockserver/local_server"
require_relative "mockserver/scope"
require_relative "mockserver/test_server"

# A client of MockServer: teach it what to answer, then verify what it received.
#
# @example
#   MockServer.start do |ms|
#     ms.when(post("/login").json(user: "foo")).times(2)
#       .respond(reply(302).header("Location", "/home").cookie("session", "2By8"))
#     ms.verify(request.path("/login"), exactly(1))
#   end
module MockServer
  extend Factories
  extend Values

  class << self
    # Starts the server's binary on this machine. With a block, runs the block
    # in a {Scope}, where {Factories} and {Values} can be called without a
    # receiver, and stops the server afterwards.
    #
    # @param binary [String, nil] a path or a name on the PATH; when nil the
    #   environment variable MOCKSERVER_BINARY, else "mockserver"
    # @param port [Integer] a TCP port; 0 for any free one
    # @param arguments [Array<String>] further command-line arguments
    # @param start_timeout [Numeric] seconds that the binary may take until it listens
    # @param options [Hash{Symbol => Object}] as of {Client#initialize}, but for url
    # @yieldparam ms [LocalServer]
    # @return [LocalServer, Object] the server, to be stopped by you; with a block, what the block returns
    # @raise [StartError] when there is no such binary, or it does not listen in time
    def start(binary: nil, port: 0, arguments: [], start_timeout: ServerProcess::START_TIMEOUT, **options, &block)
      process = ServerProcess.new(binary: binary, port: port, arguments: arguments, start_timeout: start_timeout)
      server = LocalServer.new(process, **options)
      return server unless block

      begin
        Scope.run(server, block)
      ensure
        server.stop
      end
    end

    # Attaches to a running server. With a block, runs the block in a {Scope}.
    #
    # @param url [String] the server's base URL, such as "http://localhost:1080"
    # @param options [Hash{Symbol => Object}] as of {Client#initialize}
    # @yieldparam ms [Client]
    # @return [Client, Object] with a block, what the block returns
    def attach(url, **options, &block)
      client = Client.new(url: url, **options)
      block ? Scope.run(client, block) : client
    end
  end
end
