# frozen_string_literal: true

require "spec_helper"

RSpec.describe MockServer::Duration do
  {
    0 => ["MILLISECONDS", 0], 0.25 => ["MILLISECONDS", 250], 60 => ["MILLISECONDS", 60_000],
    0.1 => ["MILLISECONDS", 100], Rational(1, 8000) => ["MICROSECONDS", 125], 1e-9 => ["NANOSECONDS", 1],
    1.000_001 => ["MICROSECONDS", 1_000_001]
  }.each do |seconds, split|
    it "splits #{seconds} seconds into #{split.reverse.join(' ')}" do
      expect(described_class.split(seconds)).to eq(split)
    end
  end

  it "reads every unit" do
    seconds = MockServer::TimeUnit::VALUES.to_h { |unit| [unit, described_class.seconds(unit, 3)] }
    expect(seconds).to eq(
      "DAYS" => 259_200.0, "HOURS" => 10_800.0, "MINUTES" => 180.0, "SECONDS" => 3.0, "MILLISECONDS" => 0.003,
      "MICROSECONDS" => 0.000003, "NANOSECONDS" => 0.000000003
    )
  end

  it "reads nothing from what it does not know" do
    expect([described_class.seconds("WEEKS", 1), described_class.seconds(nil, nil)]).to eq([nil, nil])
  end

  it "rounds milliseconds up" do
    expect([1.5, 0.1, 0.0001, 0].map { |seconds| described_class.milliseconds(seconds) }).to eq([1500, 100, 1, 0])
  end

  [-1, Float::NAN, Float::INFINITY, "1", nil].each do |value|
    it "refuses #{value.inspect}", :untyped do
      expect { described_class.split(value) }.to raise_error(ArgumentError, /finite number of seconds/)
    end
  end
end
