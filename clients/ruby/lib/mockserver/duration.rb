# frozen_string_literal: true

module MockServer
  # Durations: seconds in Ruby, a whole number of some unit on the wire.
  module Duration
    # Nanoseconds in each unit.
    UNITS = {
      "NANOSECONDS" => 1, "MICROSECONDS" => 1_000, "MILLISECONDS" => 1_000_000, "SECONDS" => 1_000_000_000,
      "MINUTES" => 60_000_000_000, "HOURS" => 3_600_000_000_000, "DAYS" => 86_400_000_000_000
    }.freeze

    # Milliseconds unless the duration is finer than that.
    PREFERRED = %w[MILLISECONDS MICROSECONDS NANOSECONDS].freeze
    private_constant :PREFERRED

    class << self
      # @param seconds [Numeric]
      # @return [Array(String, Integer)] the unit, and how many of it
      # @raise [ArgumentError] unless it is a finite number from 0 up
      def split(seconds)
        nanoseconds = nanoseconds(seconds)
        unit = PREFERRED.find { |name| (nanoseconds % UNITS[name]).zero? }
        [unit, nanoseconds / UNITS[unit]]
      end

      # @param unit [String] of the units of {UNITS}
      # @param count [Integer]
      # @return [Float, nil] seconds, or nil for another unit or no number
      def seconds(unit, count)
        return unless UNITS.key?(unit) && count.is_a?(Integer)

        count * UNITS[unit] / UNITS["SECONDS"].to_f
      end

      # @param seconds [Numeric]
      # @return [Integer] milliseconds, rounded up
      # @raise [ArgumentError] unless it is a finite number from 0 up
      def milliseconds(seconds) = -(-nanoseconds(seconds) / UNITS["MILLISECONDS"])

      private

      def nanoseconds(seconds)
        return (seconds * UNITS["SECONDS"]).round if duration?(seconds)

        raise ArgumentError, "a duration is a finite number of seconds from 0 up, not #{seconds.inspect}"
      end

      def duration?(value) = value.is_a?(Numeric) && value.real? && value.finite? && !value.negative?
    end
  end
end
