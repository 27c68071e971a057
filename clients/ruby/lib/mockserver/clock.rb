# frozen_string_literal: true

module MockServer
  # Time as the transport needs it.
  class Clock
    # @return [Float] seconds since some moment; never goes back
    def now = Process.clock_gettime(Process::CLOCK_MONOTONIC)

    # @param seconds [Float]
    # @return [void]
    def pause(seconds) = sleep(seconds)
  end
end
