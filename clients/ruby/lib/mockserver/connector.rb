# frozen_string_literal: true

require "net/http"
require "openssl"
require "timeout"

module MockServer
  # Opens connections to one server, and tries again while it does not listen.
  # Safe for concurrent use.
  class Connector
    # Seconds for which connecting is tried again, unless said otherwise: long
    # enough for a server that is just starting.
    RETRY_FOR = 5.0

    # The first pause between two attempts and the longest, in seconds.
    PAUSES = (0.02..0.5)

    # What goes wrong between two machines.
    FAILURES = [SystemCallError, IOError, SocketError, OpenSSL::SSL::SSLError, Timeout::Error,
                Net::HTTPBadResponse, Net::HTTPHeaderSyntaxError, Net::ProtocolError].freeze

    # @param base [URI::HTTP] the server's base URL
    # @param retry_for [Numeric] seconds for which connecting is tried again
    # @param ca_file [String, nil] a file with certificates to trust beside the system's, for https
    # @param clock [Clock] where the time comes from
    def initialize(base, retry_for:, ca_file:, clock:)
      @base = base
      @retry_for = Float(retry_for)
      @ca_file = ca_file
      @clock = clock
    end

    # @param deadline [Float] when to give up, by the clock
    # @return [Net::HTTP] an open connection
    # @raise [UnreachableError]
    def connect(deadline)
      last = [deadline, @clock.now + @retry_for].min
      pause = PAUSES.min
      begin
        start(left(deadline))
      rescue *FAILURES => e
        give_up(e) if hopeless?(e) || @clock.now + pause > last

        @clock.pause(pause)
        pause = [pause * 2, PAUSES.max].min
        retry
      end
    end

    # @param deadline [Float] by the clock
    # @return [Float] the seconds until then
    # @raise [Timeout::Error] when it is past
    def left(deadline)
      seconds = deadline - @clock.now
      raise Timeout::Error, "the call's time is over" unless seconds.positive?

      seconds
    end

    private

    # A certificate does not get better by asking again.
    def hopeless?(error) = error.is_a?(OpenSSL::SSL::SSLError)

    def give_up(error) = raise(UnreachableError, "could not reach #{@base}: #{error.message}")

    # No proxy, whatever the environment says: tests often name the mock server
    # itself as the proxy. No second attempt behind our back, either.
    def start(seconds)
      http = Net::HTTP.new(@base.hostname, @base.port, nil)
      http.use_ssl = @base.is_a?(URI::HTTPS)
      http.ca_file = @ca_file
      http.max_retries = 0
      http.open_timeout = http.ssl_timeout = seconds
      http.read_timeout = http.write_timeout = nil
      http.start
    end
  end
end
