# frozen_string_literal: true

# Turns what the runner sends into what a caller of the client would write.
module Values
  # The named arguments of a call.
  Options = Struct.new(:named)

  class << self
    # Resolves the tagged values in plain data.
    def resolve(value)
      case value
      when Hash then tag?(value) ? tagged(*value.first) : value.transform_values { |member| resolve(member) }
      when Array then value.map { |item| resolve(item) }
      else value
      end
    end

    # Calls each link of a chain on what the one before it answered.
    def follow(receiver, chain)
      chain.inject(receiver) do |target, (name, *arguments)|
        arguments = arguments.map { |argument| resolve(argument) }
        options = arguments.last.is_a?(Options) ? arguments.pop.named : {}
        target.public_send(snake(name), *arguments, **options)
      end
    end

    def snake(name) = name.gsub(/[A-Z]/) { |letter| "_#{letter.downcase}" }.to_sym

    private

    def tag?(object) = object.size == 1 && object.first.first.start_with?("$")

    def tagged(tag, value)
      case tag
      when "$build" then follow(MockServer, value)
      when "$ms" then value / 1000.0
      when "$base64" then value.unpack1("m0")
      when "$options" then Options.new(value.to_h { |name, given| [snake(name), resolve(given)] })
      else raise ArgumentError, "no value is tagged #{tag}"
      end
    end
  end
end
