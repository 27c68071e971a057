# frozen_string_literal: true

# The operations about scenarios.
module Scenarios
  def scenario(given) = @client.scenario(given["name"])

  def scenarios(_) = @client.scenarios

  def set_scenario(given) # rubocop:disable Naming/AccessorMethodName -- an operation's name
    timer = { transition_after: seconds(given, "transitionAfterMs"), next_state: given["nextState"] }
    @client.set_scenario(given["name"], given.fetch("state", ""), **timer)
  end

  def trigger_scenario(given) = @client.trigger_scenario(given["name"], given.fetch("newState", ""))
end
