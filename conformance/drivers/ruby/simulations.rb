# frozen_string_literal: true

# The operations about what answers beside expectations, what makes expectations
# of specifications, and the clock.
module Simulations
  def upsert_open_api(given) = @client.upsert_open_api(given["specification"], **options(given, "specification"))

  def clock(_) = @client.clock

  def adjust_clock(given)
    @client.adjust_clock(given["action"], instant: given["instant"], duration: seconds(given, "durationMs"))
  end

  def register_crud(given) = @client.register_crud(given["basePath"], **options(given, "basePath"))

  def store_file(given)
    @client.store_file(given["name"], given.fetch("content", ""), base64: given["base64"] || false)
  end

  def retrieve_file(given) = @client.retrieve_file(given["name"])

  def list_files(_) = @client.list_files

  def delete_file(given) = @client.delete_file(given["name"])
end
