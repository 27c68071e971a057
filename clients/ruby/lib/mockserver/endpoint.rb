# frozen_string_literal: true

require "erb"

module MockServer
  # What the generated {Api} needs: calls whose answers have a known shape.
  class Endpoint
    # @param transport [Transport]
    def initialize(transport)
      @transport = transport
    end

    private

    def call(...) = @transport.call(...)

    def document(...) = @transport.document(...)

    def none(...)
      call(...)
      nil
    end

    def one(type, ...) = type.decode(shaped(Hash, call(...)))

    def many(type, ...) = shaped(Array, call(...) || []).map { |item| type.decode(item) }

    def plain(...) = shaped(Array, call(...) || [])

    def stream(type, method, path, **given)
      @transport.open(method, path, **given) { |document| type.decode(shaped(Hash, document)) }
    end

    # A text as a segment of a path.
    def in_path(text) = ERB::Util.url_encode(text)

    def shaped(shape, answer)
      return answer if answer.is_a?(shape)

      raise Error, "#{@transport.url} answered with something that no MockServer says: #{answer.to_s[0, 200].inspect}"
    end
  end
end
