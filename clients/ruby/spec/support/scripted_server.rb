# frozen_string_literal: true

require "socket"

# Answers one connection after another with the bytes it was given, then closes
# it. Keeps what it received.
class ScriptedServer
  attr_reader :requests, :port

  # @param answers [Array<String, Symbol, Proc>] one per connection; :hang never answers, a proc is given the stream
  # @param wrap [Proc] makes the stream of a socket, for TLS
  def initialize(*answers, port: 0, wrap: ->(socket) { socket })
    @listener = TCPServer.new("127.0.0.1", port)
    @port = @listener.addr[1]
    @requests = []
    @hanging = []
    @thread = Thread.new { answers.each { |answer| serve(answer, wrap) } }
    @thread.report_on_exception = false
  end

  def self.json(document, status: "200 OK") = new_answer(status, "application/json; charset=utf-8", document)

  def self.text(text, status: "200 OK") = new_answer(status, "text/plain; charset=utf-8", text)

  def self.new_answer(status, type, body)
    "HTTP/1.1 #{status}\r\ncontent-type: #{type}\r\ncontent-length: #{body.bytesize}\r\n\r\n#{body}"
  end

  def url = "http://127.0.0.1:#{port}"

  def close
    @thread.kill
    @thread.join
    [@listener, *@hanging].each(&:close)
  end

  private

  def serve(answer, wrap)
    stream = wrap.call(@listener.accept)
    @requests << read(stream)
    return @hanging << stream if answer == :hang

    answer.is_a?(Proc) ? answer.call(stream) : stream.write(answer)
    stream.close
  rescue OpenSSL::SSL::SSLError
    @requests << nil
  end

  def read(stream)
    head = stream.gets("\r\n\r\n").to_s
    length = head[/^content-length: (\d+)/i, 1].to_i
    head + stream.read(length)
  end
end
