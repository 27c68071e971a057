# frozen_string_literal: true

module MockServer
  # What the server wrote in a format other than the models' JSON.
  class RetrievedDocument
    # @return [String] such as "application/json; charset=utf-8"
    attr_reader :content_type

    # @return [String, nil] what to save it as, if the server names something
    attr_reader :file_name

    # @return [String] the bytes
    attr_reader :content

    # @param response [Net::HTTPResponse]
    # @return [RetrievedDocument] its body, with what its headers say about it
    def self.of(response)
      new(
        content: response.body.to_s, content_type: response["content-type"].to_s,
        file_name: response["content-disposition"].to_s[/filename="([^"]*)"/, 1]
      )
    end

    def initialize(content:, content_type:, file_name: nil)
      @content = content.b.freeze
      @content_type = content_type
      @file_name = file_name
    end

    # @return [String] the content as text, which all formats but BRUNO are
    def text = content.dup.force_encoding(Encoding::UTF_8).scrub

    # @return [String]
    def inspect = "#<#{self.class} #{content_type}, #{content.bytesize} bytes>"
  end
end
