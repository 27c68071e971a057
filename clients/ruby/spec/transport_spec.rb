# frozen_string_literal: true

require "spec_helper"

RSpec.describe MockServer::Transport do
  let(:clock) { FakeClock.new }

  def serve(*answers, **options)
    @server = ScriptedServer.new(*answers, **options)
  end

  def transport(url = @server.url, **options) = described_class.new(url: url, clock: clock, **options)

  # A port on which nothing listens.
  def closed_port
    listener = TCPServer.new("127.0.0.1", 0)
    listener.addr[1].tap { listener.close }
  end

  after { @server&.close }

  describe "what it sends" do
    it "is the call with its document" do
      serve(ScriptedServer.json("{}"))
      transport.call("PUT", "/mockserver/clear", query: { "type" => :LOG, "namespace" => nil, "x" => "a b" },
                                                 body: { "path" => "/ü" })
      request = @server.requests.first
      expect(request).to start_with("PUT /mockserver/clear?type=LOG&x=a+b HTTP/1.1\r\n")
      expect(request).to match(%r{^content-type: application/json; charset=utf-8\r$}i)
      expect(request.b).to end_with("\r\n\r\n{\"path\":\"/ü\"}".b)
    end

    it "has a length even without a document" do
      serve(ScriptedServer.text(""))
      transport.call("PUT", "/mockserver/reset")
      expect(@server.requests.first).to match(/^content-length: 0\r$/i)
    end

    it "starts with the path of the base URL" do
      serve(ScriptedServer.text(""))
      transport("#{@server.url}/below/").call("GET", "/mockserver/ready")
      expect(@server.requests.first).to start_with("GET /below/mockserver/ready HTTP/1.1")
    end

    it "goes past the proxy of the environment" do
      proxy = serve(ScriptedServer.json("1"))
      stub_const("ENV", ENV.to_h.merge("http_proxy" => proxy.url))
      expect { transport("http://mockserver.invalid", retry_for: 0).call("PUT", "/x") }
        .to raise_error(MockServer::UnreachableError)
      expect(proxy.requests).to be_empty
    end

    it "must have a form in JSON" do
      expect { transport("http://127.0.0.1:1").call("PUT", "/x", body: { "n" => Float::NAN }) }
        .to raise_error(ArgumentError, /no form in JSON/)
    end
  end

  describe "what it answers" do
    it "is plain data" do
      serve(ScriptedServer.json('[{"a": null}]', status: "201 Created"))
      expect(transport.call("PUT", "/x")).to eq(["a" => nil])
    end

    it "is text when it is not JSON" do
      serve(ScriptedServer.text("line\n"))
      expect(transport.call("PUT", "/x")).to eq("line\n")
    end

    it "is a document as it is when told so" do
      head = "content-type: application/zip\r\ncontent-disposition: attachment; filename=\"a.zip\"\r\n"
      serve("HTTP/1.1 200 OK\r\n#{head}content-length: 3\r\n\r\nPK\xFF".b)
      document = transport.document("PUT", "/x")
      expect([document.content_type, document.file_name]).to eq(["application/zip", "a.zip"])
      expect(document.content).to eq("PK\xFF".b)
      expect(document.text).to eq("PK\uFFFD")
    end

    it "is a refusal instead of a document too" do
      serve(ScriptedServer.text("no", status: "400 Bad Request"))
      expect { transport.document("PUT", "/x") }.to raise_error(MockServer::RefusedError, /no/)
    end

    it "is nil without a body" do
      serve("HTTP/1.1 202 Accepted\r\ncontent-length: 0\r\n\r\n")
      expect(transport.call("PUT", "/x")).to be_nil
    end

    it "is an answer with a status that was said to be one" do
      serve(ScriptedServer.json('{"status":"NOT_READY"}', status: "503 Service Unavailable"))
      expect(transport.call("GET", "/x", also: [503])).to eq("status" => "NOT_READY")
    end

    it "is an error when its JSON is broken" do
      serve(ScriptedServer.json("{"))
      expect { transport.call("PUT", "/x") }.to raise_error(MockServer::Error, /broken JSON/)
    end

    it "is a failed verification with status 406" do
      serve(ScriptedServer.text("Request not found exactly once, über", status: "406 Not Acceptable"))
      expect { transport.call("PUT", "/x") }
        .to raise_error(MockServer::VerificationError, "Request not found exactly once, über")
    end

    it "is a refusal with any other status" do
      serve(ScriptedServer.text("no\n - $.path: is bad\n", status: "400 Bad Request"))
      expect { transport.call("PUT", "/x") }.to raise_error(MockServer::RefusedError) { |error|
        expect([error.status, error.message, error.field_paths]).to eq([400, "no\n - $.path: is bad\n", ["$.path"]])
      }
    end
  end

  describe "connecting" do
    let(:port) { closed_port }

    it "is tried again until a server listens" do
      clock = FakeClock.new { @server ||= ScriptedServer.new(ScriptedServer.json("1"), port: port) if clock.now > 101 }
      connecting = described_class.new(url: "http://127.0.0.1:#{port}", clock: clock)
      expect(connecting.call("PUT", "/x")).to eq(1)
      expect(clock.pauses.first(3)).to eq([0.02, 0.04, 0.08])
    end

    it "is given up in the end" do
      expect { transport("http://127.0.0.1:#{port}", retry_for: 3).call("PUT", "/x") }
        .to raise_error(MockServer::UnreachableError, /could not reach .*refused/)
      expect(clock.now).to be_between(102, 103)
      expect(clock.pauses.max).to eq(0.5)
    end

    it "is given up when the call's time is over" do
      expect { transport("http://127.0.0.1:#{port}", timeout: 1, retry_for: 60).call("PUT", "/x") }
        .to raise_error(MockServer::UnreachableError)
      expect(clock.now).to be <= 101
    end

    it "is tried once when told so" do
      expect { transport("http://127.0.0.1:#{port}", retry_for: 0).call("PUT", "/x") }
        .to raise_error(MockServer::UnreachableError)
      expect(clock.pauses).to be_empty
    end
  end

  describe "a connection that breaks" do
    [
      ["before the answer", ""],
      ["within the status line", "HTTP/1.1 2"],
      ["within the head", "HTTP/1.1 200 OK\r\ncontent-le"],
      ["within the body", "HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n{"]
    ].each do |moment, answer|
      it "#{moment} is an error, and nothing is sent twice" do
        serve(answer, ScriptedServer.json("1"))
        expect { transport.call("PUT", "/x") }.to raise_error(MockServer::UnreachableError, /lost the connection/)
        expect(@server.requests.size).to eq(1)
      end
    end
  end

  it "gives up when no answer comes in time" do
    serve(:hang)
    expect { transport(timeout: 0.2).call("PUT", "/x") }
      .to raise_error(MockServer::UnreachableError, /no answer from #{@server.url} within 0.2 s/)
    expect(@server.requests.size).to eq(1)
  end

  it "takes part in several calls at once" do
    serve(*%w[1 2 3 4].map { |n| ScriptedServer.json(n) })
    shared = transport
    answers = Array.new(4) { Thread.new { shared.call("PUT", "/x") } }.map(&:value)
    expect(answers).to contain_exactly(1, 2, 3, 4)
  end

  ["localhost:1080", "ftp://localhost", "http://", "http://a b", ""].each do |url|
    it "refuses #{url.inspect} as a URL" do
      expect { described_class.new(url: url) }.to raise_error(ArgumentError, /URL/)
    end
  end

  describe "over TLS" do
    let(:identity) { Identity.new("127.0.0.1") }

    it "trusts what it was told to trust" do
      serve(ScriptedServer.json("1"), wrap: identity.method(:wrap))
      Tempfile.create("ca") do |file|
        file.write(identity.certificate.to_pem)
        file.close
        secure = transport("https://127.0.0.1:#{@server.port}", ca_file: file.path)
        expect(secure.call("PUT", "/x")).to eq(1)
      end
    end

    it "trusts nobody else, and does not try again" do
      serve(ScriptedServer.json("1"), wrap: identity.method(:wrap))
      expect { transport("https://127.0.0.1:#{@server.port}").call("PUT", "/x") }
        .to raise_error(MockServer::UnreachableError, /certificate/)
      expect(clock.pauses).to be_empty
    end
  end
end
