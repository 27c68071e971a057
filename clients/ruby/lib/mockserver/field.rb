# frozen_string_literal: true

module MockServer
  # How one member of a {Model} is called on the wire, and the type that turns
  # it into plain data and back.
  class Field
    # @return [String] the member's name in JSON
    attr_reader :wire_name

    # @return [String, nil] the only legal value, where there is but one
    attr_reader :fixed

    # @param wire_name [String] the member's name in JSON
    # @param type [Symbol, nil] a constant of {MockServer} that encodes and
    #   decodes values; nil for plain ones
    # @param list [Boolean] whether the member is a list of that type
    # @param fixed [String, nil] the only legal value
    def initialize(wire_name, type = nil, list: false, fixed: nil)
      @wire_name = wire_name
      @type = type
      @list = list
      @fixed = fixed
      freeze
    end

    # @param value [Object] what a caller passed
    # @return [Object] frozen plain data
    def encode(value)
      return Plain.of(value) if @type.nil?
      return type.encode(value) unless @list

      value.is_a?(Array) ? value.map { |item| type.encode(item) }.freeze : Plain.of(value)
    end

    # @param plain [Object] plain data
    # @return [Object] a value of the field's type, or the data itself when it has another shape
    def decode(plain)
      return plain if @type.nil? || plain.nil?
      return type.decode(plain) unless @list

      plain.is_a?(Array) ? plain.map { |item| type.decode(item) } : plain
    end

    # @param wire_name [String] another name
    # @return [Field] the same under that name
    def named(wire_name) = Field.new(wire_name, @type, list: @list, fixed: @fixed)

    private

    # Looked up late, because types refer to each other.
    def type = MockServer.const_get(@type)
  end
end
