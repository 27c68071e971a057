# frozen_string_literal: true

module MockServer
  # One server for a whole test run: reached at first use, stopped at the end.
  # The RSpec and Minitest hooks hold one each. Safe for concurrent use.
  class TestServer
    # @param url [String, nil] a running server to use; when nil one is started
    # @param options [Hash{Symbol => Object}] as of {MockServer.start} or {Client#initialize}
    def initialize(url: nil, **options)
      @url = url
      @options = options
      @mutex = Mutex.new
    end

    # @return [Client] of the server, started when need be
    # @raise [StartError] when it cannot be started
    def client
      @mutex.synchronize do
        @client ||= @url ? Client.new(url: @url, **@options) : MockServer.start(**@options)
      end
    end

    # Reaches the server. With a block, runs the block in a {Scope}.
    #
    # @yieldparam ms [Client]
    # @return [Client, Object] with a block, what the block returns
    # @raise [StartError] when it cannot be started
    def use(&block) = block ? Scope.run(client, block) : client

    # Stops the server if this started it.
    #
    # @return [void]
    def stop
      @mutex.synchronize do
        @client.stop if @client.is_a?(LocalServer)
        @client = nil
      end
    end
  end
end
