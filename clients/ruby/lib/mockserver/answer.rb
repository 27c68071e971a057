# frozen_string_literal: true

require "net/http"

module MockServer
  # What an answer says.
  module Answer
    class << self
      # @param response [Net::HTTPResponse]
      # @param also [Array<Integer>] statuses beside 2xx that are answers, not refusals
      # @return [Boolean]
      def success?(response, also = []) = response.is_a?(Net::HTTPSuccess) || also.include?(response.code.to_i)

      # Net::HTTP takes a body that was cut off for a short one.
      #
      # @param response [Net::HTTPResponse]
      # @return [Net::HTTPResponse]
      # @raise [EOFError] when it was cut off
      def whole(response)
        announced = response.content_length
        return response if announced.nil? || response.body.to_s.bytesize >= announced

        raise EOFError, "the answer was cut off"
      end

      # @param bytes [String]
      # @return [String] what they say in UTF-8
      def text(bytes) = bytes.dup.force_encoding(Encoding::UTF_8).scrub

      # @param response [Net::HTTPResponse]
      # @param url [String] the server's base URL
      # @return [Object, nil] plain data if it is JSON, else its text; nil when empty
      def plain(response, url)
        text = text(response.body.to_s)
        return if text.empty?

        response.content_type == "application/json" ? parse(text, url) : text
      end

      # @param text [String]
      # @param url [String] the server's base URL
      # @return [Object] plain data
      # @raise [Error] when it is no JSON
      def parse(text, url)
        Plain.parse(text)
      rescue JSON::ParserError => e
        raise Error, "#{url} answered with broken JSON: #{e.message}"
      end

      # @param response [Net::HTTPResponse]
      # @param text [String] its body
      # @return [RefusedError, VerificationError]
      def refusal(response, text)
        status = response.code.to_i
        status == 406 ? VerificationError.new(text) : RefusedError.new(status, text)
      end
    end
  end
end
