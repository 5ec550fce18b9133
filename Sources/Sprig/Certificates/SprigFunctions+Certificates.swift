// SPDX-License-Identifier: Apache-2.0

import Cryptography
import GoTemplate

/// Keys and certificates. They are made of the seed of the environment, so that a chart always gives the same ones.
extension SprigFunctions {
    var certificateFunctions: [String: Function] {
        let makers = CertificateMaker(random: random, now: environment.now)
        let type = CertificateObject.goType
        let names: [GoType] = [.string, .values, .values, .whole]
        return [
            "genPrivateKey": Function([.string], result: .string) { arguments in
                let kind = arguments[0].text
                guard let key = PrivateKey(kind: kind.string, makers.random.next) else {
                    return .string("Unknown type " + kind)
                }
                return .string(key.pem.text)
            },
            "buildCustomCert": Function([.string, .string], result: type) {
                .object(try CertificateMaker.check($0[0].text, $0[1].text))
            },
            "genCA": Function([.string, .whole], result: type) {
                .object(try makers.authority($0[0].text, days: $0[1].number, key: nil))
            },
            "genCAWithKey": Function([.string, .whole, .string], result: type) {
                .object(try makers.authority($0[0].text, days: $0[1].number, key: $0[2].text))
            },
            "genSelfSignedCert": Function(names, result: type) {
                .object(try makers.certificate($0, signer: nil, key: nil))
            },
            "genSelfSignedCertWithKey": Function(names + [.string], result: type) {
                .object(try makers.certificate($0, signer: nil, key: $0[4].text))
            },
            "genSignedCert": Function(names + [type], result: type) {
                .object(try makers.certificate($0, signer: $0[4].certificate, key: nil))
            },
            "genSignedCertWithKey": Function(names + [type, .string], result: type) {
                .object(try makers.certificate($0, signer: $0[4].certificate, key: $0[5].text))
            },
        ]
    }
}

/// Makes certificates, with Sprig's errors.
private struct CertificateMaker {
    let random: RandomBytes
    let now: Int64

    /// Makes the certificate of an authority, which signs itself.
    func authority(_ name: Text, days: Int, key: Text?) throws(FunctionError) -> CertificateObject {
        let key = try self.key(key)
        var template = template(name, [], [], days)
        template.isAuthority = true
        return Self.object(try template.signed(for: key, by: nil), key)
    }

    /// Makes a certificate for a name, addresses, hosts and days, in this order.
    func certificate(
        _ arguments: [Value],
        signer: CertificateObject?,
        key: Text?
    ) throws(FunctionError) -> CertificateObject {
        let key = try self.key(key)
        let issuer = try signer.map { signer throws(FunctionError) in try Self.issuer(signer) }
        let addresses = try (arguments[1].elements ?? []).map { value throws(FunctionError) in try Self.address(value) }
        let hosts = try (arguments[2].elements ?? []).map { value throws(FunctionError) in
            guard case .string(let host) = value else {
                throw FunctionError("error processing alternate dns name: " + value.printed + " is not a string")
            }
            return host
        }
        let template = template(arguments[0].text, addresses, hosts, arguments[3].number)
        return Self.object(try template.signed(for: key, by: issuer), key)
    }

    private func template(_ name: Text, _ addresses: [[UInt8]], _ hosts: [Text], _ days: Int) -> CertificateTemplate {
        CertificateTemplate(
            commonName: name,
            addresses: addresses,
            hosts: hosts,
            start: Instant(seconds: now, nanoseconds: 0, zone: .utc),
            days: days,
            serial: random.next(16)
        )
    }

    /// Reads a key, or makes one.
    private func key(_ text: Text?) throws(FunctionError) -> PrivateKey {
        guard let text else { return .rsa(RSAKey(bits: 2048, random: random.next)) }
        do {
            return try PrivateKey(text)
        } catch {
            throw FunctionError("parsing private key: " + error.message)
        }
    }

    private static func object(_ certificate: [UInt8], _ key: PrivateKey) -> CertificateObject {
        CertificateObject(certificate: PEM(label: "CERTIFICATE", bytes: certificate).text, key: key.pem.text)
    }

    private static func issuer(_ signer: CertificateObject) throws(FunctionError) -> CertificateTemplate.Issuer {
        guard let pem = PEM(signer.certificate) else { throw FunctionError("unable to decode certificate") }
        guard let certificate = ReadCertificate(pem.bytes) else {
            throw FunctionError("error parsing certificate: decodedSignerCert.Bytes: x509: malformed certificate")
        }
        let key: PrivateKey
        do {
            key = try PrivateKey(signer.key)
        } catch {
            throw FunctionError("error parsing private key: " + error.message)
        }
        if let info = key.publicInfo, info != certificate.publicInfo {
            throw FunctionError(
                "error creating certificate: x509: provided PrivateKey doesn't match parent's PublicKey"
            )
        }
        return CertificateTemplate.Issuer(name: certificate.subject, keyIdentifier: certificate.keyIdentifier, key: key)
    }

    private static func address(_ value: Value) throws(FunctionError) -> [UInt8] {
        guard case .string(let text) = value else {
            throw FunctionError("error parsing ip: " + value.printed + " is not a string")
        }
        guard let bytes = InternetAddress(text.string)?.bytes else { throw FunctionError("error parsing ip: " + text) }
        return bytes
    }

    /// Checks a certificate and a key that were made elsewhere.
    static func check(_ certificate: Text, _ key: Text) throws(FunctionError) -> CertificateObject {
        guard let certificate = try? Base64.decode(certificate.bytes) else {
            throw FunctionError("unable to decode base64 certificate")
        }
        guard let key = try? Base64.decode(key.bytes) else {
            throw FunctionError("unable to decode base64 private key")
        }
        guard let pem = PEM(Text(certificate)) else { throw FunctionError("unable to decode certificate") }
        guard ReadCertificate(pem.bytes) != nil else {
            throw FunctionError("error parsing certificate: decodedCert.Bytes: x509: malformed certificate")
        }
        do {
            _ = try PrivateKey(Text(key))
        } catch {
            throw FunctionError("error parsing private key: " + error.message)
        }
        return CertificateObject(certificate: Text(certificate), key: Text(key))
    }
}
