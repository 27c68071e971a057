# frozen_string_literal: true

require "spec_helper"

RSpec.describe MockServer::Scope do
  let(:client) { MockServer::Client.new(url: "http://127.0.0.1:1") }

  def run(&block) = described_class.run(client, block)

  # What a user's test class could look like.
  let(:user) do
    Class.new do
      def initialize
        @count = 1
      end

      attr_reader :count, :seen

      def run(client)
        MockServer::Scope.run(client, proc { |ms|
          @count += 1
          @seen = [ms, get("/a").to_h, secret(2) { |n| n * 2 }, respond_to?(:secret, true), format, self.class.name]
        })
      end

      def get = raise("hidden by the factory")

      # Kernel has a method of that name.
      def format = :own

      private

      def secret(factor, &block) = block.call(count * factor)
    end.new
  end

  it "knows the factories, the block's methods and its instance variables" do
    user.run(client)
    expect(user.count).to eq(2)
    expect(user.seen).to eq([client, { "path" => "/a", "method" => "GET" }, 4, true, :own, nil])
  end

  it "answers what the block answers, and passes on what it raises" do
    expect(run { not_("a") }).to eq("!a")
    expect { run { raise IOError, "broken" } }.to raise_error(IOError, "broken")
  end

  it "writes instance variables back when the block raises" do
    begin
      run do
        @seen = 1
        raise IOError
      end
    rescue IOError
      nil
    end
    expect(@seen).to eq(1)
  end

  it "knows nothing else" do
    expect { run { nonsense } }.to raise_error(NameError, /nonsense/)
    expect { run { nonsense(1) } }.to raise_error(NoMethodError, /nonsense/)
  end

  it "leaves blocks alone that know the factories, or have no self" do
    extend MockServer::Factories
    outer = self
    expect(run { equal?(outer) }).to be(true)
    expect(run(&:url)).to eq("http://127.0.0.1:1")
  end
end
