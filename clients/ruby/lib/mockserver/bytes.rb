# frozen_string_literal: true

module MockServer
  # The type of fields that hold bytes: binary strings here, base64 on the wire.
  module Bytes
    # @param value [String, nil] bytes
    # @return [String, nil] base64 text (RFC 4648 section 4)
    def self.encode(value) = value.is_a?(String) ? [value].pack("m0").freeze : Plain.of(value)

    # @param plain [Object] base64 text
    # @return [Object] the bytes, or what was given when it is no base64 text
    def self.decode(plain)
      plain.is_a?(String) ? plain.unpack1("m0") : plain
    rescue ArgumentError
      plain
    end
  end
end
