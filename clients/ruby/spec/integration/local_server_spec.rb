# frozen_string_literal: true

require "spec_helper"
require "open3"

RSpec.describe MockServer::LocalServer do
  # Waits for the system to notice that a process is gone, which is not ours to hurry.
  def gone?(pid, within: 10)
    deadline = MockServer::Clock.new.now + within
    until MockServer::Clock.new.now > deadline
      Process.kill(0, pid)
      Thread.pass
    end
    false
  rescue Errno::ESRCH
    true
  end

  it "runs while the block does" do
    pid = MockServer.start do |ms|
      ms.when(get("/a")).respond(reply(204))
      expect(Net::HTTP.get_response(URI("#{ms.url}/a")).code).to eq("204")
      ms.pid
    end
    expect(gone?(pid)).to be(true)
  end

  it "stops when the block raises" do
    pid = nil
    expect do
      MockServer.start do |ms|
        pid = ms.pid
        raise IOError
      end
    end.to raise_error(IOError)
    expect(gone?(pid)).to be(true)
  end

  it "stops once, however often it is told to" do
    ms = MockServer.start
    ms.api.stop
    2.times { ms.stop }
    expect(gone?(ms.pid)).to be(true)
    expect { MockServer::Client.new(url: ms.url, retry_for: 0).status }.to raise_error(MockServer::UnreachableError)
  end

  it "is not left behind by options that make no sense" do
    expect { MockServer.start(timeout: "soon") }.to raise_error(ArgumentError)
  end

  it "stops when its parent is killed" do
    script = 'ms = MockServer.start; puts ms.pid; $stdout.flush; Process.kill("KILL", Process.pid)'
    output, = Open3.capture2(RbConfig.ruby, "-I", File.expand_path("../../lib", __dir__), "-rmockserver", "-e", script)
    expect(gone?(Integer(output))).to be(true)
  end

  it "can be attached to" do
    MockServer.start do |ms|
      same = MockServer.attach(ms.url) { |attached| [attached.url, attached.ready.status, get("/a").to_h["path"]] }
      expect(same).to eq([ms.url, "READY", "/a"])
    end
  end
end
