# frozen_string_literal: true

module MockServer
  # Collects a model step by step; the base of every builder. Each step answers
  # a new builder and leaves the old one as it was, so builders can be kept and
  # reused. Nothing here talks to the server.
  class Builder
    # @return [Model] what was collected
    attr_reader :build

    # @param model [Model] where to start
    def initialize(model)
      @build = model
      freeze
    end

    # @return [Hash{String => Object}] the frozen plain data, with names as in JSON
    def to_h = build.to_h

    # @return [String] as a JSON document
    def to_json(...) = build.to_json(...)

    # @param other [Object]
    # @return [Boolean] whether it is of the same class and has collected the same
    def ==(other) = other.instance_of?(self.class) && other.build == build
    alias eql? ==

    # @return [Integer]
    def hash = [self.class, build].hash

    # @return [String]
    def inspect = "#<#{self.class} #{to_h}>"

    private

    # The step from here to another model.
    def step(model) = self.class.new(model)

    def set(**fields) = step(build.with(**fields))

    # Sets an entry of a map that holds one value per name.
    def put(map, name, value)
      set(map => { **entries(map), name.to_s => value })
    end

    # Adds values to an entry of a map that holds several per name.
    def append(map, name, values)
      present = entries(map)
      had = present.fetch(name.to_s, [])
      set(map => { **present, name.to_s => (had.is_a?(Array) ? had : [had]) + values })
    end

    # Adds items to a list.
    def push(list, items)
      present = build[list]
      set(list => (present.is_a?(Array) ? present : []) + items)
    end

    def entries(map)
      present = Plain.of(build[map])
      present.is_a?(Hash) ? present : {}
    end

    # A model whose main argument is a hash: given as such, before options, or
    # as the keywords themselves.
    def document(type, field, given, keywords)
      case given
      in [] then type.new(field => keywords)
      in [value] then type.new(field => value, **keywords)
      else raise ArgumentError, "wrong number of arguments (given #{given.size}, expected 1)"
      end
    end
  end
end
