# frozen_string_literal: true

# For every generated class: +fields+ sets each field, +wire+ is what it becomes.
RSpec.shared_examples "a model" do
  let(:text) { JSON.generate(wire) }
  let(:fixed) { described_class.fixed }

  it "writes every field" do
    expect(JSON.parse(described_class.new(**fields).to_json)).to eq(wire)
  end

  it "reads every field" do
    model = described_class.from_json(text)
    expect(fields.to_h { |name, _| [name, model.public_send(name)] }).to eq(fields)
  end

  it "survives a round trip with members of a later version" do
    later = wire.merge("fromALaterVersion" => { "list" => [nil, 1.5, "ü"] })
    model = described_class.from_json(JSON.generate(later))
    expect(JSON.parse(model.to_json)).to eq(later)
    expect(JSON.parse(model.with(**fields).to_json)).to eq(later)
  end

  it "survives a round trip with values of a later version" do
    later = wire.transform_values { |value| fixed.value?(value) ? value : { "of" => %w[another shape] } }
    expect(JSON.parse(described_class.from_json(JSON.generate(later)).to_json)).to eq(later)
  end

  it "tells absent from null" do
    (fields.keys - described_class::FIELDS.select { |_, field| field.fixed }.keys).each do |name|
      absent = described_class.new
      null = described_class.new(name => nil)
      expect([absent.key?(name), absent[name]]).to eq([false, nil])
      expect([null.key?(name), null[name]]).to eq([true, nil])
      expect(null.without(name)).to eq(absent)
    end
  end
end
