# frozen_string_literal: true

module MockServer
  # A builder that ends in a verb which talks to the server.
  class Statement < Builder
    # @param model [Expectation] where to start
    # @param client [Client] whom the verb tells
    def initialize(model, client)
      @client = client
      super(model)
    end

    private

    def step(model) = self.class.new(model, @client)

    def store(**action) = @client.upsert(build.with(**action)).first
  end
end
