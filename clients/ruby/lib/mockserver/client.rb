# frozen_string_literal: true

module MockServer
  # Teaches a running server and asks it what happened. Safe for concurrent use.
  #
  # @example
  #   include MockServer::Factories
  #   ms = MockServer::Client.new(url: "http://localhost:1080")
  #   ms.when(get("/hello")).respond(reply(200).text("world"))
  #   ms.verify(get("/hello"), once)
  class Client
    # @return [Api] every call of the control plane under its own name
    attr_reader :api

    # @param url [String] the server's base URL, such as "http://localhost:1080"
    # @param timeout [Numeric] seconds that one call may take, attempts to connect included
    # @param retry_for [Numeric] seconds for which connecting is tried again,
    #   so that a server may still be starting
    # @param ca_file [String, nil] a file with certificates to trust beside the system's, for https
    # @raise [ArgumentError] for a URL that is neither http nor https
    def initialize(url:, timeout: Transport::TIMEOUT, retry_for: Connector::RETRY_FOR, ca_file: nil)
      @transport = Transport.new(url: url, timeout: timeout, retry_for: retry_for, ca_file: ca_file)
      @api = Api.new(@transport)
    end

    # @return [String] the server's base URL, without a slash at the end
    def url = @transport.url

    # Starts an expectation; its last step, such as {WhenBuilder#respond}, stores it.
    #
    # @example
    #   ms.when(post("/login").json(user: "foo")).times(2).respond(reply(302).header("Location", "/home"))
    # @param request [RequestBuilder, HttpRequest, Hash, nil] what it answers; everything when nil
    # @return [WhenBuilder]
    def when(request = nil)
      WhenBuilder.new(request.nil? ? Expectation.new : Expectation.new(http_request: request), self)
    end

    # Stores expectations: all of them, or none when the server refuses one. One
    # whose id is known replaces the stored one.
    #
    # @example
    #   ms.upsert(*JSON.parse(File.read("expectations.json")))
    # @param expectations [Array<Expectation, Builder, Hash>] plain data is sent as it is
    # @return [Array<Expectation>] as stored
    # @raise [UnreachableError, RefusedError]
    def upsert(*expectations) = api.upsert_expectations(expectations)

    # Checks how often something was seen: a request, the answers of an
    # expectation, a response, or a request together with its response.
    #
    # @example
    #   ms.verify(post("/login"), exactly(2))
    #   ms.verify(get("/slow"), timeout: 5)
    #   ms.verify(expectation_id: stored.id)
    # @param request [RequestBuilder, HttpRequest, Hash, nil]
    # @param times [VerificationTimes, Hash, nil] at least once when nil
    # @param expectation_id [String, ExpectationId, Hash, nil] instead of a request
    # @param response [ResponseBuilder, ResponseMatcher, Hash, nil]
    # @param timeout [Numeric, nil] seconds for which the server waits for it to become true
    # @param maximum_requests [Integer, nil] a failure lists the recorded requests only when there are fewer
    # @param disposition [String, Symbol, nil] counts only exchanges that ended so, see {VerificationDisposition}
    # @return [void]
    # @raise [UnreachableError, RefusedError]
    # @raise [VerificationError] when it was not seen so often
    def verify(request = nil, times = nil, expectation_id: nil, response: nil, timeout: nil,
               maximum_requests: nil, disposition: nil)
      waiting(timeout).verify(
        Verification.new(**{
          http_request: request, expectation_id: expectation_id, http_response: response,
          times: times || VerificationTimes.new(at_least: 1), disposition: disposition,
          **limits(timeout, maximum_requests)
        }.compact)
      )
    end

    # Checks that exchanges were seen in this order; others may lie between.
    #
    # @example
    #   ms.verify_sequence(post("/login"), get("/home"))
    # @param requests [Array<RequestBuilder, HttpRequest, Hash>]
    # @param expectation_ids [Array<String, ExpectationId, Hash>, nil] instead of requests
    # @param responses [Array<ResponseBuilder, ResponseMatcher, Hash>, nil] alone, or as many as there are requests
    # @param timeout [Numeric, nil] seconds for which the server waits for it to become true
    # @param maximum_requests [Integer, nil] a failure lists the recorded requests only when there are fewer
    # @return [void]
    # @raise [UnreachableError, RefusedError]
    # @raise [VerificationError] when they were not seen in this order
    def verify_sequence(*requests, expectation_ids: nil, responses: nil, timeout: nil, maximum_requests: nil)
      waiting(timeout).verify_sequence(
        VerificationSequence.new(**{
          http_requests: requests.empty? ? nil : requests, expectation_ids: expectation_ids,
          http_responses: responses, **limits(timeout, maximum_requests)
        }.compact)
      )
    end

    # @param matcher [RequestBuilder, HttpRequest, Hash, nil] only what it matches; all when nil
    # @return [Array<HttpRequest>] the received requests, oldest first, whatever became of them
    # @raise [UnreachableError, RefusedError]
    def retrieve_requests(matcher = nil) = api.retrieve_requests(matcher)

    # @param matcher [RequestBuilder, HttpRequest, Hash, nil] only what it matches; all when nil
    # @return [Array<RequestResponse>] the received requests with their responses, oldest first
    # @raise [UnreachableError, RefusedError]
    def retrieve_request_responses(matcher = nil) = api.retrieve_request_responses(matcher)

    # @param matcher [RequestBuilder, HttpRequest, Hash, nil] only what it matches; all when nil
    # @return [Array<Expectation>] expectations that answer as forwarded exchanges were answered, each once
    # @raise [UnreachableError, RefusedError]
    def retrieve_recorded_expectations(matcher = nil) = api.retrieve_recorded_expectations(matcher)

    # @param matcher [RequestBuilder, HttpRequest, Hash, nil] only what it matches; all when nil
    # @param namespace [String, nil] only those of this namespace
    # @return [Array<Expectation>] the expectations that can still match, in match order
    # @raise [UnreachableError, RefusedError]
    def retrieve_active_expectations(matcher = nil, namespace: nil)
      api.retrieve_active_expectations(matcher, namespace: namespace)
    end

    # @param matcher [RequestBuilder, HttpRequest, Hash, nil] only what it matches; all when nil
    # @param correlation_id [String, nil] only those of this exchange
    # @return [Array<LogEntry>] the server's log, oldest first
    # @raise [UnreachableError, RefusedError]
    def retrieve_logs(matcher = nil, correlation_id: nil) = api.retrieve_logs(matcher, correlation_id: correlation_id)

    # Retrieves anything in a format of other tools, or as code.
    #
    # @example
    #   File.write("traffic.har", ms.retrieve_as("HAR", "REQUEST_RESPONSES").content)
    # @param format [String, Symbol] one of {RetrieveFormat}
    # @param type [String, Symbol] one of {RetrieveType}
    # @param matcher [RequestBuilder, HttpRequest, Hash, nil] only what it matches; all when nil
    # @param correlation_id [String, nil] of logs, only those of this exchange
    # @param namespace [String, nil] of expectations, only those of this namespace
    # @return [RetrievedDocument]
    # @raise [UnreachableError]
    # @raise [RefusedError] when the type is not written in the format
    def retrieve_as(format, type, matcher = nil, correlation_id: nil, namespace: nil)
      api.retrieve_as(format, type, matcher, correlation_id: correlation_id, namespace: namespace)
    end

    # Begins to watch what the server records: once this returns, nothing is
    # missed. With a block, runs the block with the stream and ends the watch
    # afterwards; without one, close the stream.
    #
    # @example
    #   ms.watch(get("/orders")) do |stream|
    #     place_order
    #     stream.first.exchange.http_response.status_code
    #   end
    # @param matcher [RequestBuilder, HttpRequest, Hash, nil] only what it matches; all when nil
    # @yieldparam stream [Stream<WatchedExchange>]
    # @return [Stream<WatchedExchange>, Object] with a block, what the block returns
    # @raise [UnreachableError, RefusedError]
    def watch(matcher = nil)
      stream = api.watch(matcher)
      return stream unless block_given?

      begin
        yield stream
      ensure
        stream.close
      end
    end

    # Says how a request and every expectation compare.
    #
    # @param request [RequestBuilder, HttpRequest, Hash, nil] its values are taken as they are
    # @return [MismatchReport] whose closest match has a change that makes it match
    # @raise [UnreachableError, RefusedError]
    def debug_mismatch(request = nil) = api.debug_mismatch(request)

    # Says why the latest unmatched requests matched nothing.
    #
    # @param limit [Integer, nil] at most so many requests; 10 when nil
    # @return [UnmatchedReport] latest first, each with the expectations that came closest
    # @raise [UnreachableError, RefusedError]
    def explain_unmatched(limit = nil) = api.explain_unmatched(limit && ExplainOptions.of(limit))

    # Forgets expectations, recorded traffic, or both.
    #
    # @example
    #   ms.clear(request.path("/login"), type: "LOG")
    # @param matcher [RequestBuilder, HttpRequest, Hash, nil] only what it matches; all when nil
    # @param type [String, Symbol, nil] one of {ClearType}; everything when nil
    # @param namespace [String, nil] only expectations of this namespace
    # @return [void]
    # @raise [UnreachableError, RefusedError]
    def clear(matcher = nil, type: nil, namespace: nil) = api.clear(matcher, type: type, namespace: namespace)

    # Forgets an expectation, the traffic it answered, or both.
    #
    # @param id [String] the expectation's id
    # @param type [String, Symbol, nil] one of {ClearType}; everything when nil
    # @return [void]
    # @raise [UnreachableError]
    # @raise [RefusedError] when no expectation has the id
    def clear_by_id(id, type: nil) = api.clear(ExpectationId.of(id), type: type)

    # Forgets everything but the configuration.
    #
    # @return [void]
    # @raise [UnreachableError, RefusedError]
    def reset = api.reset

    # @return [Status] which ports are bound, and what is running there
    # @raise [UnreachableError, RefusedError]
    def status = api.status

    # @return [Readiness] whether the server is ready for traffic
    # @raise [UnreachableError, RefusedError]
    def ready = api.ready

    # Makes the server listen on further ports.
    #
    # @param ports [Array<Integer>] TCP ports; 0 for any free one
    # @return [Status] whose ports are those that were bound
    # @raise [UnreachableError, RefusedError]
    def bind(*ports) = api.bind(PortBinding.of(ports))

    # @return [Configuration] every setting with its present value
    # @raise [UnreachableError, RefusedError]
    def configuration = api.configuration

    # Changes settings; the others stay.
    #
    # @example
    #   ms.update_configuration(log_level: "DEBUG")
    # @param settings [Hash, Configuration] settings by their name in JSON
    # @param fields [Hash{Symbol => Object}] settings by their Ruby name
    # @return [Configuration] every setting after the change
    # @raise [UnreachableError, RefusedError]
    def update_configuration(settings = {}, **fields) = api.update_configuration(Configuration.new(settings, **fields))

    # @return [ClockReading] the time that expectations live by
    # @raise [UnreachableError, RefusedError]
    def clock = api.clock

    # Freezes, advances or resets the time that expectations live by.
    #
    # @example
    #   ms.adjust_clock("advance", duration: 60)
    # @param action [String] "freeze", "advance", which freezes it too, or "reset"
    # @param instant [String, nil] the time to freeze it at (RFC 3339); the machine's time when nil
    # @param duration [Numeric, nil] seconds to advance it by
    # @return [ClockReading]
    # @raise [UnreachableError, RefusedError]
    def adjust_clock(action, instant: nil, duration: nil)
      fields = { action: action, instant: instant, duration_millis: duration && Duration.milliseconds(duration) }
      api.adjust_clock(ClockAdjustment.new(**fields.compact))
    end

    # @return [ScenarioList] the scenarios that something has happened to
    # @raise [UnreachableError, RefusedError]
    def scenarios = api.scenarios

    # @param name [String]
    # @return [Scenario] with the state it is in; one never heard of is in "Started"
    # @raise [UnreachableError, RefusedError]
    def scenario(name) = api.scenario(name)

    # Puts a scenario into a state, and lets it go on to the next by itself.
    #
    # @example
    #   ms.set_scenario("Deployment", "Deploying", transition_after: 5, next_state: "Deployed")
    # @param name [String]
    # @param state [String]
    # @param transition_after [Numeric, nil] seconds after which it goes to the next state
    # @param next_state [String, nil]
    # @return [Scenario]
    # @raise [UnreachableError, RefusedError]
    def set_scenario(name, state, transition_after: nil, next_state: nil)
      after = transition_after && Duration.milliseconds(transition_after)
      fields = { state: state, transition_after_ms: after, next_state: next_state }
      api.set_scenario(name, ScenarioChange.new(**fields.compact))
    end

    # Moves a scenario to a state; a transition that was still to come is called off.
    #
    # @param name [String]
    # @param state [String]
    # @return [Scenario]
    # @raise [UnreachableError, RefusedError]
    def trigger_scenario(name, state) = api.trigger_scenario(name, state)

    # Simulates a REST resource: a collection of JSON objects that answers by itself.
    #
    # @example
    #   ms.register_crud("/api/users", initial_data: [{ name: "Alice" }])
    # @param base_path [String]
    # @param fields [Hash{Symbol => Object}] id_field, id_strategy, initial_data
    # @return [CrudResource]
    # @raise [UnreachableError, RefusedError]
    def register_crud(base_path, **fields) = api.register_crud(CrudDefinition.new(base_path: base_path, **fields))

    # Keeps a file in the server's memory, in the place of one with the same name.
    #
    # @example
    #   ms.store_file("greeting.txt", "hello")
    # @param name [String]
    # @param content [String]
    # @param base64 [Boolean] whether the content is in base64
    # @return [StoredFile]
    # @raise [UnreachableError, RefusedError]
    def store_file(name, content, base64: false)
      api.store_file(FileContent.new(name: name, content: content, base64: base64))
    end

    # @param name [String]
    # @return [RetrievedDocument] a file's bytes as they were stored
    # @raise [UnreachableError, RefusedError]
    def retrieve_file(name) = api.retrieve_file(name)

    # @return [Array<String>] the names of the files, sorted
    # @raise [UnreachableError, RefusedError]
    def list_files = api.list_files

    # @param name [String]
    # @return [void]
    # @raise [UnreachableError, RefusedError]
    def delete_file(name) = api.delete_file(name)

    # Creates expectations from an OpenAPI specification, one for each operation asked for.
    #
    # @example
    #   ms.upsert_open_api("https://example.com/petstore.yaml", operations_and_responses: { listPets: "200" })
    # @param specification [String, Hash] a URL, a file at the server, a text, or the document itself
    # @param fields [Hash{Symbol => Object}] operations_and_responses, context_path_prefix
    # @return [Array<Expectation>] as stored
    # @raise [UnreachableError, RefusedError]
    def upsert_open_api(specification, **fields)
      api.upsert_open_api(OpenApiExpectation.new(spec_url_or_payload: specification, **fields))
    end

    # Creates expectations from an HTTP archive or a Postman collection.
    #
    # @example
    #   ms.import_expectations(JSON.parse(File.read("shop.har")))
    # @param document [ImportDocument, Hash]
    # @param options [Hash{Symbol => Object}] format, redact_sensitive_data, additional_redacted_headers,
    #   additional_redacted_body_fields, see {Api#import_expectations}
    # @return [Array<Expectation>] as stored, all or none
    # @raise [UnreachableError, RefusedError]
    def import_expectations(document, **options) = api.import_expectations(document, **options)

    # Creates expectations that answer as forwarded exchanges were answered.
    #
    # @param matcher [RequestBuilder, HttpRequest, Hash, nil] only what it matches; all when nil
    # @param options [Hash{Symbol => Boolean}] consolidate, parameterize, redact_sensitive_data, see
    #   {Api#promote_recordings}
    # @return [Array<Expectation>] as stored
    # @raise [UnreachableError, RefusedError]
    def promote_recordings(matcher = nil, **options) = api.promote_recordings(matcher, **options)

    # Stops the server.
    #
    # @return [void]
    # @raise [UnreachableError, RefusedError]
    def stop = api.stop

    # @return [String]
    def inspect = "#<#{self.class} #{url}>"

    private

    # Calls that may wait at the server get that time on top of their limit.
    def waiting(timeout) = timeout ? Api.new(@transport.within(@transport.timeout + timeout)) : api

    def limits(timeout, maximum_requests)
      {
        timeout: timeout && Duration.milliseconds(timeout),
        maximum_number_of_request_to_return_in_verification_failure: maximum_requests
      }
    end
  end
end
