# frozen_string_literal: true

require "spec_helper"
require "tempfile"

RSpec.describe MockServer::ServerProcess do
  # Runs the block with a program that does what the script says.
  def program(script)
    Tempfile.create("mockserver") do |file|
      file.write("#!/bin/sh\n#{script}\n")
      file.chmod(0o755)
      file.close
      yield file.path
    end
  end

  def gone?(pid)
    Process.kill(0, pid)
    false
  rescue Errno::ESRCH
    true
  end

  it "reads where the server listens" do
    program('echo "starting $*"; echo "mockserver: listening on http://127.0.0.1:7"; exec cat >/dev/null') do |path|
      process = described_class.new(binary: path, arguments: ["--log-level", "WARN"])
      expect(process.url).to eq("http://127.0.0.1:7")
      expect(process).to be_running
      process.stop
      expect(process).not_to be_running
      expect { process.stop }.not_to raise_error
    end
  end

  it "passes its arguments on" do
    program('echo "mockserver: listening on http://$(echo "$*" | tr " " ,)"') do |path|
      process = described_class.new(binary: path, port: 7, arguments: ["--init", "x"])
      expect(process.url).to eq("http://run,--port,7,--exit-with-stdin,--init,x")
      process.stop
    end
  end

  it "finds the binary by the environment" do
    program('echo "mockserver: listening on http://found"') do |path|
      stub_const("ENV", { "MOCKSERVER_BINARY" => path })
      process = described_class.new
      expect(process.url).to eq("http://found")
      process.stop
    end
  end

  it "says how to name the binary when there is none" do
    expect { described_class.new(binary: "/no/such/mockserver") }
      .to raise_error(MockServer::StartError, %r{cannot start /no/such/mockserver .*MOCKSERVER_BINARY})
  end

  it "shows what a server said that ended" do
    program("echo port in use >&2; exit 1") do |path|
      expect { described_class.new(binary: path) }.to raise_error(MockServer::StartError, /it ended\nport in use/)
    end
  end

  it "does not wait forever, and leaves nothing behind" do
    program('echo $$ > "$0.pid"; exec sleep 600') do |path|
      expect { described_class.new(binary: path, start_timeout: 0.5) }
        .to raise_error(MockServer::StartError, /did not listen within 0.5 s/)
      expect(gone?(File.read("#{path}.pid").to_i)).to be(true)
      File.delete("#{path}.pid")
    end
  end

  it "ends a server that does not want to" do
    program('trap "" TERM; echo "mockserver: listening on http://x"; while :; do sleep 1; done') do |path|
      process = described_class.new(binary: path)
      process.stop(grace: 0.05)
      expect(gone?(process.pid)).to be(true)
    end
  end
end
