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
      response = exchange(request(method, path, query, body))
      status = response.code.to_i
      return plain(response) if (200..299).cover?(status) || also.include?(status)

      refuse(status, text(response))
    end

    # @param method [String] the HTTP method
    # @param path [String] the path below the base URL
    # @param query [Hash{String => Object}] query parameters; those that are nil are left out
    # @param body [Object, nil] plain data; nil for none
    # @return [RetrievedDocument] the answer as it is
    # @raise [UnreachableError, RefusedError, VerificationError]
    def document(method, path, query: {}, body: nil)
      response = exchange(request(method, path, query, body))
      status = response.code.to_i
      return RetrievedDocument.of(response) if (200..299).cover?(status)

      refuse(status, text(response))
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

    def refuse(status, text)
      raise status == 406 ? VerificationError.new(text) : RefusedError.new(status, text)
    end

    def text(response) = response.body.to_s.dup.force_encoding(Encoding::UTF_8).scrub

    def plain(response)
      text = text(response)
      return if text.empty?

      response.content_type == "application/json" ? Plain.parse(text) : text
    rescue JSON::ParserError => e
      raise Error, "#{@url} answered with broken JSON: #{e.message}"
    end

    def exchange(request)
      deadline = @clock.now + @timeout
      http = @connector.connect(deadline)
      begin
        Timeout.timeout(@connector.left(deadline)) { whole(http.request(request)) }
      rescue *Connector::FAILURES => e
        raise UnreachableError, lost(e)
      ensure
        http.finish
      end
    end

    # Net::HTTP takes a body that was cut off for a short one.
    def whole(response)
      announced = response.content_length
      return response if announced.nil? || response.body.to_s.bytesize >= announced

      raise EOFError, "the answer was cut off"
    end

    def lost(error)
      return "no answer from #{@url} within #{@timeout} s" if error.is_a?(Timeout::Error)

      "lost the connection to #{@url}: #{error.message}"
    end
  end
end
