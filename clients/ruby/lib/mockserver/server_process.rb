# frozen_string_literal: true

require "open3"
require "timeout"

module MockServer
  # The server's binary as a child process. It stops when this process ends,
  # however that happens, because it watches its standard input.
  class ServerProcess
    # Names the binary when no argument does.
    VARIABLE = "MOCKSERVER_BINARY"

    # Seconds that the binary may take until it listens, unless said otherwise.
    START_TIMEOUT = 10.0

    # Seconds that it may take to end by itself, and then after a signal,
    # unless said otherwise.
    GRACE = 5.0

    # Lines of its output that are kept to explain a failed start.
    KEPT_LINES = 50

    LISTENING = %r{\Amockserver: listening on (https?://\S+)}
    private_constant :LISTENING

    # @return [String] the base URL on which the server listens
    attr_reader :url

    # Starts the binary and waits until it listens.
    #
    # @param binary [String, nil] a path or a name on the PATH; when nil the
    #   environment variable MOCKSERVER_BINARY, else "mockserver"
    # @param port [Integer] a TCP port; 0 for any free one
    # @param arguments [Array<String>] further command-line arguments
    # @param start_timeout [Numeric] seconds
    # @raise [StartError] when there is no such binary, or it does not listen in time
    def initialize(binary: nil, port: 0, arguments: [], start_timeout: START_TIMEOUT)
      binary ||= ENV.fetch(VARIABLE, "mockserver")
      @lines = []
      @urls = Queue.new
      spawn(binary, "run", "--port", port.to_s, "--exit-with-stdin", *arguments)
      @url = wait_for_url(binary, start_timeout)
    end

    # @return [Integer] the process id
    def pid = @waiter.pid

    # @return [Boolean]
    def running? = @waiter.alive?

    # Ends the process, by force if need be, and waits until it is gone.
    #
    # @param grace [Numeric] seconds that it may take to end by itself, and then after a signal
    # @return [void]
    def stop(grace: GRACE)
      @stdin.close
      ended = @waiter.join(grace)
      %w[TERM KILL].each { |name| ended ||= signal(name, grace) }
      @waiter.join
      @reader.join
    end

    private

    def spawn(binary, *arguments)
      @stdin, output, @waiter = Open3.popen2e(binary, *arguments)
      @reader = Thread.new { read(output) }
    rescue SystemCallError => e
      raise StartError, "cannot start #{binary} (#{e.message}): pass binary:, set #{VARIABLE}, " \
                        "or put mockserver on the PATH"
    end

    # Reads until the end, so that the child never waits for us.
    def read(output)
      output.each_line do |line|
        @lines = [*@lines, line].last(KEPT_LINES)
        url = line[LISTENING, 1]
        @urls << url if url
      end
    ensure
      output.close
      @urls.close
    end

    def wait_for_url(binary, seconds)
      Timeout.timeout(seconds) { @urls.pop } || failed(binary, "it ended")
    rescue Timeout::Error
      failed(binary, "it did not listen within #{seconds} s")
    end

    def failed(binary, reason)
      stop(grace: 0)
      raise StartError, "cannot start #{binary}: #{reason}\n#{@lines.join}".strip
    end

    def signal(name, grace)
      Process.kill(name, pid)
      @waiter.join(grace)
    rescue Errno::ESRCH
      @waiter.join
    end
  end
end
