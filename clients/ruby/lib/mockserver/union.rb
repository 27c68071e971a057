# frozen_string_literal: true

module MockServer
  # The type of values that come in several shapes. Encoding takes any of them;
  # decoding picks the model of an object's shape and leaves the rest plain.
  class Union
    # @param objects [Hash{Symbol => String, Array<String>}] model classes by
    #   name; with a discriminator the value it has, else the members that tell
    #   the shape, the first model whose members are all there being taken
    # @param discriminator [String, nil] the member that names the shape
    # @param list [Symbol, nil] the type of the items when an array is a shape too
    def initialize(objects, discriminator: nil, list: nil)
      @objects = objects
      @discriminator = discriminator
      @list = list && Field.new("", list, list: true)
      freeze
    end

    # @param value [Object] a model, a builder or plain data
    # @return [Object] frozen plain data
    def encode(value) = Plain.of(value)

    # @param plain [Object] plain data
    # @return [Object] a model where an object has a known shape, else the data itself
    def decode(plain)
      case plain
      when Array then @list ? @list.decode(plain) : plain
      when Hash then model(plain)&.decode(plain) || plain
      else plain
      end
    end

    private

    def model(plain)
      name, = @objects.find { |_, mark| shape?(plain, mark) }
      name && MockServer.const_get(name)
    end

    def shape?(plain, mark)
      @discriminator ? plain[@discriminator] == mark : mark.all? { |member| plain.key?(member) }
    end
  end
end
