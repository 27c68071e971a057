# frozen_string_literal: true

require "spec_helper"

RSpec.describe MockServer::Builder do
  include MockServer::Factories
  include MockServer::Values

  it "can be reused" do
    base = get("/a").header("Accept", "text/plain")
    one = base.header("Accept", "text/html")
    two = base.query("q", "1")
    expect(base.to_h["headers"]).to eq("Accept" => ["text/plain"])
    expect(one.to_h["headers"]).to eq("Accept" => %w[text/plain text/html])
    expect(two.to_h).not_to eq(base.to_h)
  end

  it "compares by what it collected" do
    expect([get("/a"), get("/a").hash]).to eq([get("/a"), get("/a").hash])
    expect(get("/a")).not_to eq(get("/b"))
    expect(get("/a").inspect).to eq("#<MockServer::RequestBuilder #{get('/a').to_h}>")
    expect(get("/a").to_json).to eq('{"path":"/a","method":"GET"}')
  end

  it "adds to maps that were set whole, whatever their form" do
    built = request.headers({ "A" => "1", "B" => { "schema" => {} } }).header(:A, "2").header("B", "3").header("C", "4")
    expect(built.to_h["headers"]).to eq("A" => %w[1 2], "B" => [{ "schema" => {} }, "3"], "C" => ["4"])
  end

  it "has one value for a cookie" do
    expect(reply(200).cookie("a", "1").cookie("a", "2").cookie(:b, "3").to_h["cookies"]).to eq("a" => "2", "b" => "3")
  end

  it "takes maps as keywords" do
    expect(request.headers({ "A" => ["1"] }, b: "2").to_h).to eq("headers" => { "A" => ["1"], "b" => "2" })
  end

  describe "a document" do
    let(:body) { { "type" => "JSON", "json" => { "user" => "foo" } } }

    it "is given as keywords" do
      expect(request.json(user: "foo").to_h["body"]).to eq(body)
      expect(request.json("user" => "foo").to_h["body"]).to eq(body)
      expect(request.json(match_type: "x").to_h["body"]).to eq("type" => "JSON", "json" => { "match_type" => "x" })
    end

    it "is given as a value, before options" do
      strict = request.json({ user: "foo" }, match_type: "STRICT")
      expect(strict.to_h["body"]).to eq(body.merge("matchType" => "STRICT"))
      expect(request.json(nil).to_h["body"]).to eq("type" => "JSON", "json" => nil)
    end

    it "is given once", :untyped do
      expect { request.json(1, 2) }.to raise_error(ArgumentError, "wrong number of arguments (given 2, expected 1)")
    end

    it "has no options but its own", :untyped do
      expect { request.json({}, strict: true) }.to raise_error(ArgumentError, /no field strict, only .*match_type/)
      expect { request.text("a", match_type: 1) }.to raise_error(ArgumentError, /no field match_type/)
    end
  end

  it "takes durations in seconds" do
    expect(reply(200).delay(0.25).to_h["delay"]).to eq("timeUnit" => "MILLISECONDS", "value" => 250)
  end

  it "takes other builders" do
    expect(reply(200).connection_options(connection_options.chunk_size(3)).to_h["connectionOptions"])
      .to eq("chunkSize" => 3)
  end

  describe "the forms of strings" do
    let(:digits) { schema(type: "string", pattern: "^[0-9]+$") }

    it "are a prefix of plain strings" do
      expect([not_("a"), optional(:a), optional(not_("a")), not_(optional("a"))]).to eq(%w[!a ?a ?!a ?!a])
    end

    it "are a property of schemas" do
      expect(digits.to_h).to eq("schema" => { "type" => "string", "pattern" => "^[0-9]+$" })
      expect(schema({ "type" => "string" }).schema.to_h).to eq("type" => "string")
      expect(not_(optional(digits)).to_h).to include("not" => true, "optional" => true)
    end

    it "fit everywhere" do
      built = request.path(digits).header("A", not_("b"), digits).cookie("c", digits)
      expect(built.to_h).to eq(
        "path" => digits.to_h, "headers" => { "A" => ["!b", digits.to_h] }, "cookies" => { "c" => digits.to_h }
      )
    end
  end

  it "is what the module's own functions make" do
    expect(MockServer.post("/a")).to eq(post("/a"))
    expect(MockServer.not_("a")).to eq("!a")
  end
end
