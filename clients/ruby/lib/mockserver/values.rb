# frozen_string_literal: true

module MockServer
  # The forms a string can take where the server matches strings: methods,
  # paths, and the names and values of headers, cookies and parameters.
  module Values
    # Anything but the value. Called `not_` because `not` is a word of Ruby.
    #
    # @example
    #   request.header("Accept", not_("text/html"))
    # @param value [String, Symbol, SchemaMatcher]
    # @return [String, SchemaMatcher]
    def not_(value)
      return value.with(not: true) if value.is_a?(SchemaMatcher)

      text = value.to_s
      text.start_with?("?") ? "?!#{text[1..]}" : "!#{text}"
    end

    # The value or nothing; as a name it allows absence.
    #
    # @example
    #   request.query(optional("page"), "[0-9]+")
    # @param value [String, Symbol, SchemaMatcher]
    # @return [String, SchemaMatcher]
    def optional(value)
      value.is_a?(SchemaMatcher) ? value.with(optional: true) : "?#{value}"
    end

    # A value that satisfies a JSON Schema.
    #
    # @example
    #   request.path(schema(type: "string", pattern: "^/orders/"))
    # @param document [Hash] the schema, as a hash or as keywords
    # @return [SchemaMatcher]
    def schema(document = nil, **keywords) = SchemaMatcher.new(schema: document || keywords)
  end
end
