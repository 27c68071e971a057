# frozen_string_literal: true

module MockServer
  # The self of a block in which the factories can be called without a receiver.
  #
  # It knows {Factories} and {Values}; every other method goes to the block's
  # own self, whose instance variables are there too and are written back.
  # Blocks of objects that include {Factories} themselves run unchanged.
  class Scope < BasicObject
    include Factories
    include Values

    class << self
      # @param client [Client] the block's argument
      # @param block [Proc]
      # @return [Object] what the block returns
      def run(client, block)
        outer = block.lambda? ? nil : block.binding.receiver
        return block.call(client) if outer.nil? || outer.is_a?(Factories)

        scope = new(outer)
        copy_variables(outer, scope)
        begin
          scope.instance_exec(client, &block)
        ensure
          copy_variables(scope, outer) unless outer.frozen?
        end
      end

      private

      OWN = :@__mockserver_outer
      private_constant :OWN

      def copy_variables(from, to)
        (lend(from, :instance_variables) - [OWN]).each do |name|
          lend(to, :instance_variable_set, name, lend(from, :instance_variable_get, name))
        end
      end

      # Calls a method of Kernel, which a BasicObject lacks but can be lent.
      def lend(object, method, ...) = ::Kernel.instance_method(method).bind_call(object, ...)
    end

    # @param outer [Object] the block's own self
    def initialize(outer)
      @__mockserver_outer = outer
      super()
    end

    private

    # Whether it responds is the outer object's to say, too: a BasicObject has
    # no respond_to?, so that the question lands here.
    def method_missing(...) = @__mockserver_outer.__send__(...) # rubocop:disable Style/MissingRespondToMissing
  end
end
