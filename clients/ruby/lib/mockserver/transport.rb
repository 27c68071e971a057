# frozen_string_literal: true

require "net/http"
require "timeout"
require "uri"

module MockServer
  # Sends calls to a server, each on a connection of its own, and turns what
  # comes back into plain data or one of the errors. A call is sent at most
  # once: only connecting is tried again. Safe for concurrent use.
  class Transport
    # Seconds that one call may take, connecting included, unless said otherwise.
    TIMEOUT = 30.0

    # @return [String] the server's base URL, without a slash at the end
    attr_reader :url

    # @return [Float] seconds that one call may take
    attr_reader :timeout

    # @param url [String] the server's base URL
    # @param timeout [Numeric] seconds that one call may take, attempts to connect included
    # @param retry_for [Numeric] seconds for which connecting is tried again
    # @param ca_file [String, nil] a file with certificates to trust beside the system's, for https
    # @param clock [Clock] where the time comes from
    # @raise [ArgumentError] for a URL that is neither http nor https
    def initialize(url:, timeout: TIMEOUT, retry_for: Connector::RETRY_FOR, ca_file: nil, clock: Clock.new)
      @url = url.to_s.chomp("/")
      @base = parse_url(@url)
      @timeout = Float(timeout)
      @clock = clock
      @connector = Connector.new(@base, retry_for: retry_for, ca_file: ca_file, clock: clock)
    end

    # @param timeout [Numeric] seconds
    # @return [Transport] one like this, with another limit for a call
    def within(timeout) = dup.tap { |other| other.timeout = Float(timeout) }

    # @param method [String] the HTTP method
    # @param path [String] the path below the base URL
    # @param query [Hash{String => Object}] query parameters; those that are nil are left out
    # @param body [Object, nil] plain data; nil for none
    # @param also [Array<Integer>] statuses beside 2xx that are answers, not refusals
    # @return [Object, nil] the answer: plain data if it is JSON, else its text; nil when empty
    # @raise [UnreachableError, RefusedError, VerificationError]
    def call(method, path, query: {}, body: nil, also: [])
      Answer.plain(accepted(request(method, path, query, body), also), @url)
    end

    # @param method [String] the HTTP method
    # @param path [String] the path below the base URL
    # @param query [Hash{String => Object}] query parameters; those that are nil are left out
    # @param body [Object, nil] plain data; nil for none
    # @return [RetrievedDocument] the answer as it is
    # @raise [UnreachableError, RefusedError, VerificationError]
    def document(method, path, query: {}, body: nil)
      RetrievedDocument.of(accepted(request(method, path, query, body)))
    end

    # Sends a call whose answer goes on. The time limit holds until it begins.
    #
    # @param method [String] the HTTP method
    # @param path [String] the path below the base URL
    # @param query [Hash{String => Object}] query parameters; those that are nil are left out
    # @param body [Object, nil] plain data; nil for none
    # @yieldparam document [Object] plain data that is to become a value
    # @return [Stream]
    # @raise [UnreachableError, RefusedError]
    def open(method, path, query: {}, body: nil)
      feed = begun(request(method, path, query, body))
      Stream.new(feed, @url) { |line| yield Answer.parse(Answer.text(line), @url) }
    end

    protected

    attr_writer :timeout

    private

    def parse_url(url)
      base = URI.parse(url)
      return base if base.is_a?(URI::HTTP) && base.host

      raise ArgumentError, "the server's URL starts with http:// or https://, unlike #{url.inspect}"
    rescue URI::InvalidURIError
      raise ArgumentError, "this is no URL: #{url.inspect}"
    end

    def request(method, path, query, body)
      given = query.compact
      target = "#{@base.path}#{path}"
      target += "?#{URI.encode_www_form(given)}" unless given.empty?
      headers = { "accept-encoding" => "identity", "user-agent" => "mockserver-sdk-ruby/#{VERSION}" }
      request = Net::HTTPGenericRequest.new(method, method != "GET", true, target, headers)
      attach(request, body)
      request
    end

    def attach(request, body)
      return unless request.request_body_permitted?

      request["content-type"] = "application/json; charset=utf-8"
      request.body = body.nil? ? "" : Plain.generate(body)
    end

    def accepted(request, also = [])
      response = exchange(request)
      return response if Answer.success?(response, also)

      raise Answer.refusal(response, Answer.text(response.body.to_s))
    end

    def exchange(request)
      connected do |http, deadline|
        Timeout.timeout(@connector.left(deadline)) { Answer.whole(http.request(request)) }
      ensure
        http.finish
      end
    end

    # An answer that has begun, and is a success.
    def begun(request)
      connected do |http, deadline|
        feed = Feed.new(http, request)
        Timeout.timeout(@connector.left(deadline)) { accept(feed) }
        feed
      rescue StandardError
        feed&.close
        raise
      end
    end

    def accept(feed)
      response = feed.head
      return if Answer.success?(response)

      text = "".b
      while (piece = feed.piece)
        text << piece
      end
      raise Answer.refusal(response, Answer.text(text))
    end

    def connected
      deadline = @clock.now + @timeout
      http = @connector.connect(deadline)
      begin
        yield http, deadline
      rescue *Connector::FAILURES => e
        raise UnreachableError, lost(e)
      end
    end

    def lost(error)
      return "no answer from #{@url} within #{@timeout} s" if error.is_a?(Timeout::Error)

      "lost the connection to #{@url}: #{error.message}"
    end
  end
end
