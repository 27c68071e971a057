# frozen_string_literal: true

require "spec_helper"

RSpec.describe MockServer::Plain do
  it "writes keys and symbols as strings, and freezes all" do
    data = described_class.of({ a: [:B, { 1 => nil }], "c" => 1.5 })
    expect(data).to eq("a" => ["B", { "1" => nil }], "c" => 1.5)
    expect([data, data["a"], data["a"][1]]).to all(be_frozen)
  end

  it "leaves what it was given as it was" do
    text = +"text"
    described_class.of([text])
    expect(text).not_to be_frozen
  end

  it "takes models and builders at any depth" do
    expect(described_class.of([MockServer.get("/a"), { "b" => MockServer.once }]))
      .to eq([{ "path" => "/a", "method" => "GET" }, { "b" => { "atLeast" => 1, "atMost" => 1 } }])
  end

  it "refuses objects that JSON has no form for" do
    expect { described_class.of({ "at" => Time.at(0) }) }.to raise_error(ArgumentError, /\ATime has no form in JSON/)
  end

  it "carries documents deeper than the server takes" do
    deep = 1_000.times.inject(nil) { |inner, _| [inner] }
    expect(described_class.parse(described_class.generate(described_class.of(deep)))).to eq(deep)
  end

  it "refuses documents without end" do
    deep = 5_000.times.inject(nil) { |inner, _| [inner] }
    expect { described_class.generate(deep) }.to raise_error(ArgumentError, /no form in JSON: nesting/)
    expect { described_class.parse(("[" * 5_000) + ("]" * 5_000)) }.to raise_error(JSON::ParserError)
  end

  it "refuses text that is not UTF-8" do
    expect { described_class.generate("\xFF") }.to raise_error(ArgumentError, /no form in JSON/)
  end
end
