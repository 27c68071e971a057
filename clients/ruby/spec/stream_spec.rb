# frozen_string_literal: true

require "spec_helper"

RSpec.describe MockServer::Stream do
  let(:head) { "HTTP/1.1 200 OK\r\ncontent-type: application/x-ndjson\r\ntransfer-encoding: chunked\r\n\r\n" }

  def serve(...) = @server = ScriptedServer.new(...)

  def client(**options) = MockServer::Client.new(url: @server.url, **options)

  # An answer of these pieces.
  def answer(*pieces) = head + pieces.map { |piece| chunk(piece) }.join + chunk("")

  def chunk(text) = "#{text.bytesize.to_s(16)}\r\n#{text}\r\n"

  def sequences(stream) = stream.map(&:sequence)

  after { @server&.close }

  it "has its values however the text is cut" do
    serve(answer("  {\"sequence\":1}\n {\"seq", "uence\":2}\n{\"sequence\":3}\n", "\n  "))
    expect(client.watch { |stream| sequences(stream) }).to eq([1, 2, 3])
  end

  it "has texts of any language" do
    serve(answer("{\"exchange\":{\"timestamp\":\"ü\u2028\"}}\n"))
    expect(client.watch { |stream| stream.first.exchange.timestamp }).to eq("ü\u2028")
  end

  it "asks with its matcher" do
    serve(answer)
    client.watch(MockServer.get("/a"), &:to_a)
    expect(@server.requests.first).to start_with("PUT /mockserver/watch HTTP/1.1\r\n")
    expect(JSON.parse(@server.requests.first.lines.last)).to eq("method" => "GET", "path" => "/a")
  end

  it "gives a value to one loop only" do
    serve(answer("{\"sequence\":1}\n{\"sequence\":2}\n{\"sequence\":3}\n"))
    stream = client.watch
    expect(sequences(stream.first(2))).to eq([1, 2])
    expect(sequences(stream)).to eq([3])
  end

  it "ends with its block, which gets its values before" do
    left = Queue.new
    serve(lambda { |stream|
      stream.write(head + chunk("{\"sequence\":1}\n"))
      left << stream.read # until the client is gone
    })
    expect(client.watch { |stream| stream.first.sequence }).to eq(1)
    expect(left.pop).to eq("")
  end

  it "ends for whoever waits when it is closed" do
    serve(lambda { |stream|
      stream.write(head)
      stream.read
    })
    stream = client.watch
    waiting = Thread.new { stream.to_a }
    stream.close
    expect(waiting.value).to eq([])
  end

  it "fails when the connection is lost, after what came before" do
    serve(head + chunk("{\"sequence\":1}\n"))
    stream = client.watch
    expect(stream.first.sequence).to eq(1)
    expect { stream.first }.to raise_error(MockServer::UnreachableError, /lost the connection/)
  end

  it "fails when it is something else" do
    serve(answer("<html>\n"))
    expect { client.watch(&:first) }.to raise_error(MockServer::Error, /broken JSON/)
  end

  it "is refused" do
    serve(ScriptedServer.text("no\n - $.x: unknown\n", status: "400 Bad Request"))
    expect { client.watch }.to raise_error(MockServer::RefusedError) { |error|
      expect(error.field_paths).to eq(["$.x"])
    }
  end

  it "is bounded in time until it begins" do
    serve(:hang)
    expect { client(timeout: 0.1).watch }.to raise_error(MockServer::UnreachableError, /within 0.1 s/)
  end

  it "is not bounded in time afterwards" do
    waited = Queue.new
    serve(lambda { |stream|
      stream.write(head)
      waited.pop
      stream.write(chunk("{\"sequence\":1}\n") + chunk(""))
    })
    stream = client(timeout: 0.1).watch
    expect { Timeout.timeout(0.2) { stream.first } }.to raise_error(Timeout::Error)
    waited << true
    expect(sequences(stream)).to eq([1])
  end
end
