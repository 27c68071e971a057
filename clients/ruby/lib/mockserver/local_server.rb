# frozen_string_literal: true

module MockServer
  # A client of a server that this process started; see {MockServer.start}.
  class LocalServer < Client
    # @param process [ServerProcess] the running server
    # @param options [Hash{Symbol => Object}] as of {Client#initialize}, but for url; connecting is
    #   not tried again unless said otherwise, because the server listens already
    def initialize(process, **options)
      @process = process
      super(url: process.url, retry_for: 0, **options)
    rescue ArgumentError
      process.stop
      raise
    end

    # @return [Integer] the server's process id
    def pid = @process.pid

    # Stops the server and waits until its process is gone. Does nothing when it
    # has stopped before.
    #
    # @return [void]
    def stop
      super if @process.running?
    rescue Error
      # It did not answer; the process is ended all the same.
      nil
    ensure
      @process.stop
    end
  end
end
