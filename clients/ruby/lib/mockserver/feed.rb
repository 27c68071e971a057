# frozen_string_literal: true

module MockServer
  # An answer that goes on, read in a thread of its own, no further ahead than
  # one piece.
  class Feed
    # @param http [Net::HTTP] an open connection, closed with the feed
    # @param request [Net::HTTPGenericRequest]
    def initialize(http, request)
      @http = http
      @arrived = SizedQueue.new(1)
      @closed = false
      @reader = Thread.new { read(request) }
      @reader.report_on_exception = false
    end

    # Waits for the answer's head. Comes before the first {#piece}.
    #
    # @return [Net::HTTPResponse]
    # @raise [SystemCallError, IOError] and what else goes wrong between two machines
    def head = arrived || raise(EOFError, "the answer was cut off")

    # Waits for the next piece of the answer's body.
    #
    # @return [String, nil] nil at its end, and once it is closed
    # @raise [SystemCallError, IOError] and what else goes wrong between two machines
    def piece = arrived

    # Ends the answer, wherever it is; whoever waits for a piece gets nil.
    #
    # @return [void]
    def close
      @closed = true
      @arrived.close
      @reader.kill.join
      @http.finish if @http.started?
    end

    private

    def arrived
      arrived = @arrived.pop
      raise @failure if arrived.nil? && @failure && !@closed

      arrived
    end

    def read(request)
      @http.request(request) do |response|
        @arrived << response
        response.read_body { |piece| @arrived << piece }
      end
    rescue *Connector::FAILURES => e
      @failure = e
    rescue ClosedQueueError
      nil # nobody wants the rest
    ensure
      @arrived.close
    end
  end
end
