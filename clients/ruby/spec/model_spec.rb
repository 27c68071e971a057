# frozen_string_literal: true

require "spec_helper"

RSpec.describe MockServer::Model do
  let(:reply) { MockServer::HttpResponse.new(status_code: 200, headers: { "A" => ["1"] }) }

  it "is immutable" do
    expect { reply.to_h["statusCode"] = 201 }.to raise_error(FrozenError)
    expect { reply.to_h["headers"]["A"] << "2" }.to raise_error(FrozenError)
  end

  it "changes in a copy" do
    expect(reply.with(status_code: 201).to_h).to eq("statusCode" => 201, "headers" => { "A" => ["1"] })
    expect(reply.without(:status_code, "headers").to_h).to eq({})
    expect(reply.status_code).to eq(200)
  end

  it "compares by value" do
    same = MockServer::HttpResponse.from_json(reply.to_json)
    expect([same, same.hash]).to eq([reply, reply.hash])
    expect(MockServer::ResponseMatcher.new(reply)).not_to eq(reply)
    expect({ reply => 1 }[same]).to eq(1)
  end

  it "shows its data" do
    expect(reply.inspect).to eq("#<MockServer::HttpResponse #{reply.to_h}>")
  end

  it "can be part of a larger document" do
    expect(JSON.generate("replies" => [reply, MockServer.reply(200)]))
      .to eq('{"replies":[{"statusCode":200,"headers":{"A":["1"]}},{"statusCode":200}]}')
  end

  it "takes members by their name in JSON" do
    expect(MockServer::Delay.new({ "value" => 1, later: true }, time_unit: :SECONDS).to_h)
      .to eq("value" => 1, "later" => true, "timeUnit" => "SECONDS")
    expect(MockServer::Delay.new("value" => 1).value).to eq(1)
  end

  it "refuses what is no field, naming those there are", :untyped do
    expect { MockServer::Delay.new(valeu: 1) }.to raise_error(ArgumentError, /no field valeu, only time_unit, value/)
  end

  it "refuses what is no hash", :untyped do
    expect { MockServer::Delay.new(3) }.to raise_error(ArgumentError, /made of a hash, not of 3/)
  end

  it "reads members it does not know" do
    delay = MockServer::Delay.from_json('{"value": 1, "jitter": {"max": 2}}')
    expect([delay["jitter"], delay["value"], delay["none"]]).to eq([{ "max" => 2 }, 1, nil])
    expect(delay.entries).to eq("jitter" => { "max" => 2 })
  end

  it "leaves documents alone that are no object" do
    expect(MockServer::Delay.from_json("[1]")).to eq([1])
  end

  describe "a field that is a model" do
    it "is read as such" do
      stored = MockServer::Expectation.from_json('{"httpRequest": {"path": "/a"}, "times": {"remainingTimes": 2}}')
      expect(stored.http_request).to eq(MockServer::HttpRequest.new(path: "/a"))
      expect(stored.times.remaining_times).to eq(2)
    end

    it "has short forms" do
      expectation = MockServer::Expectation.new(times: 2, time_to_live: 1.5)
      expect(expectation.to_h).to eq(
        "times" => { "remainingTimes" => 2 }, "timeToLive" => { "timeUnit" => "MILLISECONDS", "timeToLive" => 1500 }
      )
      expect(expectation.time_to_live.seconds).to eq(1.5)
    end

    it "takes a hash as it is" do
      expect(MockServer::Expectation.new(times: { unlimited: true }).to_h).to eq("times" => { "unlimited" => true })
    end
  end

  describe "a list of models" do
    it "is read as such, and has short forms" do
      sequence = MockServer::VerificationSequence.new(expectation_ids: ["a", { "id" => "b" }])
      expect(sequence.to_h).to eq("expectationIds" => [{ "id" => "a" }, { "id" => "b" }])
      expect(sequence.expectation_ids.map(&:id)).to eq(%w[a b])
    end
  end

  describe "an object open to other members" do
    let(:headers) do
      MockServer::MultiValueMap.new(
        { "A" => ["1", { "schema" => { "type" => "string" } }] }, key_match_style: "SUB_SET"
      )
    end

    it "keeps its fields and its entries apart" do
      expect(headers.key_match_style).to eq("SUB_SET")
      expect(headers.entries.keys).to eq(["A"])
    end

    it "reads its entries with their type" do
      schema = MockServer::SchemaMatcher.new(schema: { "type" => "string" })
      expect(headers["A"]).to eq(["1", schema])
      expect(headers[:A]).to eq(headers["A"])
    end

    it "takes keywords as entries" do
      expect(MockServer::JsonSchema.new(type: "string").to_h).to eq("type" => "string")
    end
  end

  describe "a union" do
    def body(document) = MockServer::HttpRequest.new({ "body" => document }).body

    it "is the model of its shape" do
      expect(body({ "type" => "JSON", "json" => [1] })).to eq(MockServer::JsonBody.new(json: [1]))
      expect(body({ "type" => "BINARY", "base64Bytes" => "AP8=" }).base64_bytes).to eq("\x00\xFF".b)
    end

    it "is plain where no shape fits" do
      ["text", [1], { "user" => "foo" }, { "type" => "LATER", "x" => 1 }].each do |document|
        expect(body(document)).to eq(document)
      end
    end
  end

  it "leaves bytes alone that are not base64" do
    broken = MockServer::BinaryBody.from_json('{"type": "BINARY", "base64Bytes": "?"}')
    expect([broken.base64_bytes, broken.to_h["base64Bytes"]]).to eq(%w[? ?])
  end
end
