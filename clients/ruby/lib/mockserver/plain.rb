# frozen_string_literal: true

require "json"

module MockServer
  # Plain JSON data: hashes with string keys, arrays, strings, numbers, booleans
  # and nil, all frozen.
  module Plain
    # How deep documents may nest, both ways. The server allows less.
    MAX_DEPTH = 2_000

    class << self
      # @param value [Object] plain data, a {Model} or a {Builder}, nested as you like
      # @return [Object] the same as frozen plain data
      # @raise [ArgumentError] for an object that JSON has no form for
      def of(value)
        case value
        when Hash then value.to_h { |key, member| [key.to_s.freeze, of(member)] }.freeze
        when Array then value.map { |item| of(item) }.freeze
        when Model, Builder then value.to_h
        else scalar(value)
        end
      end

      # @param text [String] a JSON document
      # @return [Object]
      # @raise [JSON::ParserError] when it is none, or nests too deep
      def parse(text) = JSON.parse(text, max_nesting: MAX_DEPTH)

      # @param value [Object] plain data
      # @return [String] a JSON document
      # @raise [ArgumentError] for an infinite number, text that is not UTF-8, or nesting too deep
      def generate(value)
        JSON.generate(value, max_nesting: MAX_DEPTH)
      rescue JSON::GeneratorError, JSON::NestingError => e
        raise ArgumentError, "this has no form in JSON: #{e.message}"
      end

      private

      def scalar(value)
        case value
        when String then value.frozen? ? value : value.dup.freeze
        when Integer, Float, true, false, nil then value
        when Symbol then value.name
        else raise ArgumentError, "#{value.class} has no form in JSON: #{value.inspect}"
        end
      end
    end
  end
end
