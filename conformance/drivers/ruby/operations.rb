# frozen_string_literal: true

require_relative "scenarios"
require_relative "simulations"

# The operations of the protocol, each one call of the client.
class Operations
  include Scenarios
  include Simulations

  NAMES = %w[
    connect upsert when clear reset retrieve verify verifySequence status ready bind stop configuration
    updateConfiguration debugMismatch explainUnmatched scenario scenarios setScenario triggerScenario
    upsertOpenApi clock adjustClock registerCrud storeFile retrieveFile listFiles deleteFile
    importExpectations promoteRecordings retrieveAs watch watched unwatch
  ].freeze

  def perform(name, members)
    raise NoMethodError, "no operation is called #{name.inspect}" unless NAMES.include?(name)

    plain(public_send(Values.snake(name), Values.resolve(members)))
  end

  def connect(given)
    unwatch({})
    timeout = seconds(given)
    @client = MockServer::Client.new(url: given["url"], **{ timeout: timeout }.compact)
    nil
  end

  def upsert(given) = @client.upsert(*given["expectations"])

  def when(given)
    statement = Values.follow(@client.when(given["request"]), given.fetch("calls", []))
    return [statement.respond_one_of(*given["respondOneOf"])] if given.key?("respondOneOf")

    [statement.respond(given["respond"])]
  end

  def clear(given)
    type = given["type"]
    return @client.clear_by_id(given["expectationId"], type: type) if given.key?("expectationId")

    @client.clear(given["matcher"], type: type, namespace: given["namespace"])
  end

  def reset(_) = @client.reset

  def retrieve(given)
    matcher = given["matcher"]
    case given["view"]
    when "requests" then @client.retrieve_requests(matcher)
    when "requestResponses" then @client.retrieve_request_responses(matcher)
    when "recordedExpectations" then @client.retrieve_recorded_expectations(matcher)
    when "activeExpectations" then @client.retrieve_active_expectations(matcher, namespace: given["namespace"])
    when "logs" then @client.retrieve_logs(matcher, correlation_id: given["correlationId"])
    end
  end

  def retrieve_as(given)
    @client.retrieve_as(
      given["format"], given["type"], given["matcher"],
      correlation_id: given["correlationId"], namespace: given["namespace"]
    )
  end

  def verify(given)
    @client.verify(
      given["request"], given["times"], expectation_id: given["expectationId"], response: given["response"],
                                        disposition: given["disposition"], **limits(given)
    )
  end

  def verify_sequence(given)
    @client.verify_sequence(
      *given["requests"], expectation_ids: given["expectationIds"], responses: given["responses"], **limits(given)
    )
  end

  def status(_) = @client.status

  def ready(_) = @client.ready

  def bind(given) = @client.bind(*given["ports"])

  def stop(_) = @client.stop

  def configuration(_) = @client.configuration

  def update_configuration(given) = @client.update_configuration(given["settings"] || {})

  def debug_mismatch(given) = @client.debug_mismatch(given["request"])

  def explain_unmatched(given) = @client.explain_unmatched(given["limit"])

  def import_expectations(given)
    @client.import_expectations(given["document"], **options(given, "document"))
  end

  def promote_recordings(given)
    @client.promote_recordings(given["matcher"], **options(given, "matcher"))
  end

  def watch(given)
    unwatch({})
    @stream = @client.watch(given["matcher"])
    nil
  end

  def watched(given) = @stream.first(given["count"])

  def unwatch(_)
    @stream&.close
    @stream = nil
  end

  private

  # The members but the one that is an argument, as keywords.
  def options(given, argument) = given.except(argument).transform_keys { |name| Values.snake(name).to_sym }

  def limits(given) = { timeout: seconds(given), maximum_requests: given["maximumRequests"] }

  def seconds(given, member = "timeoutMs") = given[member]&.fdiv(1000)

  def document(retrieved)
    {
      contentType: retrieved.content_type, fileName: retrieved.file_name,
      text: retrieved.text, base64: [retrieved.content].pack("m0")
    }.compact
  end

  # What the client answered, in the form of the contract.
  def plain(answer)
    case answer
    when MockServer::Model then answer.to_h
    when MockServer::RetrievedDocument then document(answer)
    when Array then answer.map { |item| plain(item) }
    else answer
    end
  end
end
