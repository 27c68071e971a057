# frozen_string_literal: true

require "spec_helper"
require "mockserver/rspec"

RSpec.describe MockServer::Client, :mockserver do
  let(:ms) { mockserver }

  def send_request(method, path, body = nil, headers = {})
    request = Net::HTTPGenericRequest.new(method, !body.nil?, true, path, headers)
    uri = URI(ms.url)
    Net::HTTP.start(uri.host, uri.port) { |http| http.request(request, body) }
  end

  def get_status(path) = send_request("GET", path).code.to_i

  describe "expectations" do
    it "answer as often as they were told to" do
      stored = ms.when(get("/a")).times(1).priority(3).id("a").ttl(60).respond(reply(201).header("X", "1", "2"))
      answer = send_request("GET", "/a")
      expect([answer.code, answer.get_fields("x")]).to eq(["201", %w[1 2]])
      expect(get_status("/a")).to eq(404)
      expect([stored.id, stored.priority, stored.times.remaining_times]).to eq(["a", 3, 1])
      expect(stored.time_to_live.seconds).to eq(60.0)
    end

    it "are stored as plain data" do
      first, second = ms.upsert(
        { httpRequest: { path: "/a" }, httpResponse: { statusCode: 202 } },
        MockServer::Expectation.new(http_request: get("/b"), http_response: reply(203))
      )
      expect([get_status("/a"), get_status("/b")]).to eq([202, 203])
      expect([first.http_request.path, second.http_response.status_code]).to eq(["/a", 203])
    end

    it "answer everything without a request" do
      ms.when.respond(reply(204))
      expect(get_status("/anything")).to eq(204)
    end

    it "can be stored again as they came back" do
      ms.when(get("/a").header("A", "b")).respond(reply(200).text("c"))
      stored = ms.retrieve_active_expectations
      expect(ms.upsert(*stored)).to eq(stored)
    end
  end

  describe "verification" do
    before { get_status("/a") }

    it "asks for at least one request unless told otherwise" do
      get_status("/a")
      expect(ms.verify(get("/a"))).to be_nil
      expect { ms.verify(get("/b")) }.to raise_error(MockServer::VerificationError, /\ARequest not found at least once/)
    end

    it "counts" do
      ms.verify(get("/a"), exactly(1))
      ms.verify(get("/a"), between(1, 2))
      expect { ms.verify(get("/a"), never) }.to raise_error(MockServer::VerificationError)
      expect { ms.verify(get("/a"), at_least(2)) }.to raise_error(MockServer::VerificationError)
    end

    it "waits for late requests" do
      late = Thread.new { ms.verify(get("/late"), timeout: 10) }
      get_status("/late")
      expect { late.value }.not_to raise_error
    end

    it "knows expectations and responses" do
      stored = ms.when(get("/b")).respond(reply(201))
      get_status("/b")
      ms.verify(expectation_id: stored.id)
      ms.verify(get("/b"), once, response: response.status_code(201), disposition: :MOCKED)
      expect { ms.verify(response: response.status_code(500)) }
        .to raise_error(MockServer::VerificationError, /\AResponse not found/)
      expect { ms.verify(expectation_id: "nobody") }.to raise_error(MockServer::RefusedError, /nobody/)
    end

    it "knows the order" do
      get_status("/b")
      ms.verify_sequence(get("/a"), get("/b"))
      expect { ms.verify_sequence(get("/b"), get("/a"), maximum_requests: 1) }
        .to raise_error(MockServer::VerificationError, /\ARequest sequence not found/)
    end
  end

  describe "retrieval" do
    before do
      ms.when(post("/a")).respond(reply(200).text("b"))
      send_request("POST", "/a?q=1&q=2", "body", "content-type" => "text/plain", "x" => "y")
    end

    it "answers requests" do
      received = ms.retrieve_requests(post("/a")).first
      expect([received.method, received.path, received.keep_alive]).to eq(["POST", "/a", true])
      expect(received.query_string_parameters["q"]).to eq(%w[1 2])
      expect(ms.retrieve_requests(get("/a"))).to eq([])
    end

    it "answers exchanges" do
      exchange = ms.retrieve_request_responses.first
      expect([exchange.http_request.path, exchange.http_response.body]).to eq(%w[/a b])
    end

    it "answers log entries" do
      entries = ms.retrieve_logs(request.path("/a"))
      received = entries.find { |entry| entry.type == "RECEIVED_REQUEST" }
      expect(received.http_request.path).to eq("/a")
      same = ms.retrieve_logs(correlation_id: received.correlation_id)
      expect(same.map(&:correlation_id).uniq).to eq([received.correlation_id])
    end
  end

  describe "explaining" do
    before do
      ms.when(get("/a").query("q", "1")).id("a").respond(reply(201))
    end

    it "compares a request with the expectations" do
      closest = ms.debug_mismatch(get("/a").query("q", "2")).closest_match
      expect([closest.expectation_id, closest.suggestion.size]).to eq(["a", 1])
    end

    it "names what came closest to unmatched requests" do
      2.times { get_status("/a") }
      expect(ms.explain_unmatched.unmatched_requests.size).to eq(2)
      explained = ms.explain_unmatched(1).unmatched_requests
      expect(explained.map { |one| one.closest_expectations.map(&:expectation_id) }).to eq([["a"]])
    end
  end

  describe "clearing" do
    before do
      ms.when(get("/a")).id("a").respond(reply(201))
      ms.when(get("/b")).id("b").respond(reply(202))
      get_status("/a")
    end

    it "takes what it is told to take" do
      ms.clear(get("/a"), type: :expectations)
      expect(ms.retrieve_active_expectations.map(&:id)).to eq(["b"])
      expect(ms.retrieve_recorded_expectations).to eq([])
      expect(ms.retrieve_requests.size).to eq(1)
      ms.clear(type: "LOG")
      expect(ms.retrieve_requests).to eq([])
      ms.clear_by_id("b")
      expect(ms.retrieve_active_expectations).to eq([])
    end

    it "refuses ids that nobody knows" do
      expect { ms.clear_by_id("nobody") }.to raise_error(MockServer::RefusedError) { |error|
        expect([error.status, error.message]).to eq([400, "No expectation found with id nobody"])
      }
    end

    it "takes everything" do
      ms.reset
      expect([ms.retrieve_active_expectations, ms.retrieve_requests]).to eq([[], []])
    end
  end

  describe "the server" do
    it "says where it listens, and listens on more" do
      bound = ms.bind(0).ports.first
      expect(ms.status.ports).to include(URI(ms.url).port, bound)
      expect(ms.ready.status).to eq("READY")
    end

    it "has settings that can be changed" do
      before = ms.configuration.max_expectations
      changed = ms.update_configuration(max_expectations: before + 1)
      expect(changed.max_expectations).to eq(before + 1)
      expect(ms.update_configuration({ "maxExpectations" => before }).max_expectations).to eq(before)
    end

    it "has scenarios, which go on by its clock" do
      ms.adjust_clock("freeze", instant: "2030-01-02T03:04:05Z")
      ms.set_scenario("a/b", "Going", transition_after: 1.5, next_state: "Gone")
      expect(ms.scenario("a/b").current_state).to eq("Going")
      expect(ms.adjust_clock("advance", duration: 1.5).current_instant).to eq("2030-01-02T03:04:06.5Z")
      expect(ms.scenarios.scenarios.map { |known| [known.scenario_name, known.current_state] }).to eq([%w[a/b Gone]])
      expect(ms.trigger_scenario("a/b", "Back").current_state).to eq("Back")
      ms.adjust_clock("reset")
      expect(ms.clock.frozen).to be(false)
    end

    it "simulates resources" do
      resource = ms.register_crud("/users", id_strategy: "UUID", initial_data: [{ id: "a", name: "Alice" }])
      expect([resource.base_path, resource.item_count]).to eq(["/users", 1])
      expect(send_request("GET", "/users/a").body).to eq('{"id":"a","name":"Alice"}')
    end

    it "imports and promotes" do
      entry = { request: { url: "http://h/a", headers: [{ name: "X-Api-Key", value: "k" }] }, response: { status: 201 } }
      stored = ms.import_expectations({ log: { entries: [entry] } }, format: "har", redact_sensitive_data: false)
      expect(stored.map(&:id)).to eq(["har-0"])
      expect(stored.first.http_request.headers.to_h).to eq({ "X-Api-Key" => ["k"] })
      expect(ms.promote_recordings({ path: "/a" }, consolidate: false)).to eq([])
    end

    it "refuses nonsense, naming the field" do
      expect { ms.upsert({ "nonsense" => 1, "httpResponse" => {} }) }.to raise_error(MockServer::RefusedError) { |error|
        expect([error.status, error.field_paths]).to eq([400, ["$.nonsense"]])
        expect(error.violations.first.reason).to start_with("is not defined in the schema")
      }
      expect(ms.retrieve_active_expectations).to eq([])
    end
  end
end
