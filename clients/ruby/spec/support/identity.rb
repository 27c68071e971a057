# frozen_string_literal: true

require "openssl"
require "tempfile"

# A self-signed certificate with its key.
class Identity
  attr_reader :certificate

  def initialize(address)
    @key = OpenSSL::PKey::EC.generate("prime256v1")
    @certificate = build(address).sign(@key, "SHA256")
  end

  def wrap(socket)
    context = OpenSSL::SSL::SSLContext.new
    context.cert = certificate
    context.key = @key
    OpenSSL::SSL::SSLSocket.new(socket, context).tap(&:accept)
  end

  private

  def build(address)
    certificate = OpenSSL::X509::Certificate.new
    certificate.version = 2
    certificate.serial = 1
    certificate.subject = certificate.issuer = OpenSSL::X509::Name.parse("/CN=#{address}")
    certificate.public_key = @key
    certificate.not_before = Time.now - 60
    certificate.not_after = Time.now + 3600
    extend_to(certificate, address)
    certificate
  end

  def extend_to(certificate, address)
    factory = OpenSSL::X509::ExtensionFactory.new(certificate, certificate)
    certificate.add_extension(factory.create_extension("basicConstraints", "CA:TRUE", true))
    certificate.add_extension(factory.create_extension("subjectAltName", "IP:#{address}"))
  end
end
