# frozen_string_literal: true

module MockServer
  # The values of an answer that goes on, each as it arrives. Each can be had
  # once: what one loop took, the next one does not see. For one thread at a
  # time; any may close it.
  #
  # @example
  #   ms.watch(get("/a")) { |stream| stream.first(2) }
  class Stream
    include Enumerable

    # @param feed [Feed]
    # @param url [String] the server's base URL
    # @yieldparam line [String] what is to become a value
    def initialize(feed, url, &decode)
      @feed = feed
      @url = url
      @decode = decode
      @lines = []
      @rest = "".b
    end

    # Waits for the values until the server ends the answer, or it is closed.
    #
    # @yieldparam value [Model]
    # @return [Stream, Enumerator]
    # @raise [UnreachableError] when the connection is lost
    def each
      return enum_for unless block_given?

      while (line = next_line)
        yield @decode.call(line)
      end
      self
    end

    # Ends the answer; values that were not taken yet are gone.
    #
    # @return [void]
    def close
      @feed.close
      @lines.clear
    end

    # @return [String]
    def inspect = "#<#{self.class} of #{@url}>"

    private

    def next_line
      while @lines.empty?
        piece = arrived or return
        *lines, @rest = (@rest << piece).split("\n", -1)
        @lines = lines.reject { |line| line.strip.empty? }
      end
      @lines.shift
    end

    def arrived
      @feed.piece
    rescue *Connector::FAILURES => e
      raise UnreachableError, "lost the connection to #{@url}: #{e.message}"
    end
  end
end
