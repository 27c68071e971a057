# frozen_string_literal: true

module MockServer
  # A typed view of plain data: the base of every schema's class.
  #
  # Models are immutable and compare by value. A member that was not given is
  # absent; one given as nil is null; readers answer nil for both, and {#key?}
  # tells them apart. Members that this version does not know, and values of
  # another type than expected, are kept as they are.
  #
  # @example
  #   delay = MockServer::Delay.new(time_unit: "SECONDS", value: 3)
  #   delay.value                   #=> 3
  #   delay.with(value: 4).to_h     #=> {"timeUnit"=>"SECONDS", "value"=>4}
  class Model
    # Fields by their Ruby name.
    FIELDS = {}.freeze

    # How the members that are no fields are converted, of types that are open
    # to them; nil for the others, which keep unknown members as plain data.
    ENTRY = nil

    class << self
      # @param value [Object] a model, a builder, a hash, or a short form where the type has one
      # @return [Object] frozen plain data
      def encode(value)
        case value
        when Hash, Model, Builder, nil then Plain.of(value)
        else respond_to?(:of) ? of(value).to_h : Plain.of(value)
        end
      end

      # @param plain [Object] plain data
      # @return [Object] a model, or the data itself when it is no object
      def decode(plain) = plain.is_a?(Hash) ? new(plain) : plain

      # @param text [String] a JSON document
      # @return [Object] a model, or plain data when the document is no object
      # @raise [JSON::ParserError] when it is not JSON
      def from_json(text) = decode(Plain.parse(text))

      # @param name [Symbol, String] a field's Ruby name, or any member's name in JSON
      # @return [Field] how that member is called and converted
      # @raise [ArgumentError] for a symbol that names no field of a closed type
      def field(name)
        self::FIELDS[name] || by_wire_name(name.to_s) || entry(name)
      end

      # @return [Hash{String => String}] the members that have only one legal value
      def fixed
        self::FIELDS.each_value.filter_map { |field| [field.wire_name, field.fixed] if field.fixed }.to_h
      end

      private

      def by_wire_name(name) = self::FIELDS.each_value.find { |field| field.wire_name == name }

      def entry(name)
        return self::ENTRY.named(name.to_s) if self::ENTRY
        return Field.new(name) if name.is_a?(String)

        raise ArgumentError, "#{self} has no field #{name}, only #{self::FIELDS.keys.join(', ')}"
      end
    end

    # @param members [Hash, Model] members by their name in JSON, as plain data
    # @param fields [Hash{Symbol => Object}] fields by their Ruby name
    # @raise [ArgumentError] for an unknown field, or a value that JSON has no form for
    def initialize(members = {}, **fields)
      plain = Plain.of(members)
      raise ArgumentError, "#{self.class} is made of a hash, not of #{members.inspect}" unless plain.is_a?(Hash)

      @data = self.class.fixed.merge(plain, encode(fields)).freeze
    end

    # @param name [Symbol, String] a field's Ruby name, or any member's name in JSON
    # @return [Object, nil] its value; nil when absent
    def [](name)
      field = self.class.field(name)
      field.decode(@data[field.wire_name])
    end

    # @param name [Symbol, String] a field's Ruby name, or any member's name in JSON
    # @return [Boolean] whether the member is there, be it null
    def key?(name) = @data.key?(self.class.field(name).wire_name)

    # @param fields [Hash{Symbol => Object}] fields to set, by their Ruby name
    # @return [Model] a copy with these fields
    def with(**fields) = self.class.new(@data, **fields)

    # @param names [Array<Symbol, String>] members to leave out
    # @return [Model] a copy without them
    def without(*names) = self.class.new(@data.except(*names.map { |name| self.class.field(name).wire_name }))

    # @return [Hash{String => Object}] the members that are no fields
    def entries
      known = self.class::FIELDS.each_value.map(&:wire_name)
      @data.except(*known).to_h { |name, _| [name, self[name]] }
    end

    # @return [Hash{String => Object}] the frozen plain data, with names as in JSON
    def to_h = @data

    # @return [String] as a JSON document
    def to_json(...) = @data.to_json(...)

    # @param other [Object]
    # @return [Boolean] whether it has the same class and data
    def ==(other) = other.instance_of?(self.class) && other.to_h == @data
    alias eql? ==

    # @return [Integer]
    def hash = [self.class, @data].hash

    # @return [String]
    def inspect = "#<#{self.class} #{@data}>"

    private

    def encode(fields)
      fields.to_h do |name, value|
        field = self.class.field(name)
        [field.wire_name, field.encode(value)]
      end
    end
  end
end
