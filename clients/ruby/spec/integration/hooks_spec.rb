# frozen_string_literal: true

require "spec_helper"
require "open3"

# Runs small suites in processes of their own and reads what they report.
RSpec.describe "the hooks" do
  def run(script)
    lib = File.expand_path("../../lib", __dir__)
    output, status = Open3.capture2e(RbConfig.ruby, "-w", "-I", lib, stdin_data: script)
    [output, status.exitstatus]
  end

  # Left by the suite's last line: the process ids of the servers it used.
  def servers(output) = output.scan(/^server (\d+)$/).flatten.map(&:to_i).uniq

  def running?(pid)
    Process.kill(0, pid)
    true
  rescue Errno::ESRCH
    false
  end

  describe "of RSpec" do
    let(:suite) do
      <<~'RUBY'
        require "rspec/autorun"
        require "mockserver/rspec"

        RSpec.describe "tagged", :mockserver do
          2.times do |n|
            it "starts afresh (#{n})" do
              puts "\nserver #{mockserver.pid}"
              mockserver.verify(request, never)
              Net::HTTP.get(URI("#{mockserver.url}/a"))
              mockserver.verify(get("/a"), once)
            end
          end
          it("fails") { mockserver.verify(get("/b")) }
          it("has factories in blocks") { expect(mockserver { get("/b").to_h["path"] }).to eq("/b") }
        end

        RSpec.describe "tagged as bare", mockserver: :bare do
          it "has the server alone" do
            expect(respond_to?(:get)).to be(false)
            expect(mockserver { |ms| ms.verify(request, never) }).to be_nil
          end
        end

        RSpec.describe "not tagged" do
          it("has no server") { expect(respond_to?(:mockserver)).to be(false) }
        end
      RUBY
    end

    it "share one server, reset it, show failures and stop it" do
      output, status = run(suite)
      expect(output).to include("6 examples, 1 failure", "Request not found at least once")
      expect(status).to eq(1)
      expect(servers(output).size).to eq(1)
      expect(servers(output)).to all(satisfy { |pid| !running?(pid) })
    end
  end

  describe "of Minitest" do
    let(:suite) do
      <<~'RUBY'
        require "minitest/autorun"
        require "mockserver/minitest"

        class Hooked < Minitest::Test
          include MockServer::Minitest

          2.times do |n|
            define_method("test_starts_afresh_#{n}") do
              puts "\nserver #{mockserver.pid}"
              mockserver.verify(request, never)
              Net::HTTP.get(URI("#{mockserver.url}/a"))
              mockserver.verify(get("/a"), once)
              assert true
            end
          end

          def test_fails = mockserver.verify(get("/b"))

          def test_refused = mockserver.clear_by_id("nobody")
        end

        class Bare < Minitest::Test
          include MockServer::Minitest::Hook

          def test_bare
            refute respond_to?(:get)
            assert_nil(mockserver { |ms| ms.verify(request, never) })
          end
        end
      RUBY
    end

    it "share one server, reset it, count verifications as assertions and stop it" do
      output, status = run(suite)
      expect(output).to include("5 runs", "1 failures, 1 errors", "Request not found at least once")
      expect(status).to eq(1)
      expect(servers(output).size).to eq(1)
      expect(servers(output)).to all(satisfy { |pid| !running?(pid) })
    end
  end
end
