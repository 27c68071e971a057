# frozen_string_literal: true

# Time that passes only while somebody pauses.
class FakeClock < MockServer::Clock
  attr_reader :now, :pauses

  def initialize(&on_pause)
    super()
    @now = 100.0
    @pauses = []
    @on_pause = on_pause
  end

  def pause(seconds)
    @pauses << seconds
    @now += seconds
    @on_pause&.call
  end
end
