# frozen_string_literal: true

require "spec_helper"
require "open3"

# Runs every Ruby example of the README in a process of its own.
RSpec.describe "README.md" do
  lib = File.expand_path("../../lib", __dir__)
  text = File.read(File.expand_path("../../README.md", __dir__))
  examples = text.scan(/^```ruby\n(.*?)^```$/m).flatten

  # Runs a script and answers what it printed, after checking that it went well.
  define_method(:run) do |source|
    runner = source.include?("mockserver/rspec") ? "rspec/autorun" : "mockserver"
    output, status = Open3.capture2e(RbConfig.ruby, "-w", "-I", lib, "-r", runner, stdin_data: source)
    expect([status.exitstatus, output.include?("warning")]).to eq([0, false]), output
  end

  it "has examples" do
    expect(examples.size).to be >= 10
  end

  examples.each do |source|
    line = text[0, text.index(source)].count("\n") + 1
    it "has an example in line #{line} that runs" do
      next run(source) unless source.include?("http://localhost:1080")

      MockServer.start { |ms| run(source.gsub("http://localhost:1080", ms.url)) }
    end
  end
end
