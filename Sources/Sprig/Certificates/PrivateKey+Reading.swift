// SPDX-License-Identifier: Apache-2.0

import Cryptography
import GoTemplate

extension PrivateKey {
    /// Reads a key from text, with Sprig's errors.
    init(_ text: Text) throws(FunctionError) {
        guard let pem = PEM(text) else { throw FunctionError("no PEM data in input") }
        switch pem.label {
        case "PRIVATE KEY":
            guard let key = Self.wrapped(pem.bytes) else {
                throw FunctionError(Text("decoding PEM as PKCS#8: \(Self.malformed)"))
            }
            self = key
        case "RSA PRIVATE KEY":
            guard let key = Self.rsa(pem.bytes) else {
                throw FunctionError(Text("parsing RSA private key from PEM: \(Self.malformed)"))
            }
            self = key
        case "EC PRIVATE KEY":
            guard let key = Self.elliptic(pem.bytes, curve: nil) else {
                throw FunctionError(Text("parsing EC private key from PEM: \(Self.malformed)"))
            }
            self = key
        case "DSA PRIVATE KEY":
            var reader = DERReader(pem.bytes)
            guard let sequence = reader.next(DER.sequenceTag), Self.numbers(sequence).count == 6 else {
                throw FunctionError(Text("parsing DSA private key from PEM: \(Self.malformed)"))
            }
            self = .foreignDSA(pem.bytes)
        default:
            let suffix = " PRIVATE KEY"
            guard pem.label.hasSuffix(suffix) else {
                throw FunctionError(Text("no private key data in PEM block of type \(pem.label)"))
            }
            throw FunctionError(Text("invalid private key type \(pem.label.dropLast(suffix.count))"))
        }
    }

    private static let malformed = "asn1: structure error: tags don't match"

    private static func numbers(_ sequence: DERReader.Value) -> [[UInt8]] {
        var parts = sequence.parts
        return parts.integers()
    }

    /// Reads a key of RSA as PKCS #1 has it.
    private static func rsa(_ bytes: [UInt8]) -> PrivateKey? {
        var reader = DERReader(bytes)
        guard let sequence = reader.next(DER.sequenceTag) else { return nil }
        let numbers = numbers(sequence).map { BigNumber(bytes: $0) }
        guard numbers.count >= 9 else { return nil }
        let key = RSAKey(
            modulus: numbers[1],
            publicExponent: numbers[2],
            privateExponent: numbers[3],
            primes: (numbers[4], numbers[5])
        )
        return key.map { .rsa($0) }
    }

    /// Reads a key on a curve as SEC 1 has it; the curve may be told elsewhere.
    private static func elliptic(_ bytes: [UInt8], curve: EllipticKey.Curve?) -> PrivateKey? {
        var reader = DERReader(bytes)
        guard var parts = reader.next(DER.sequenceTag)?.parts, parts.next(0x02) != nil, let secret = parts.next(0x04)
        else {
            return nil
        }
        let named = parts.next(0xA0).flatMap { self.curve($0.content) }
        guard let curve = curve ?? named else { return nil }
        return EllipticKey(curve, secret: BigNumber(bytes: Array(secret.content))).map { .elliptic($0) }
    }

    private static func curve(_ name: ArraySlice<UInt8>) -> EllipticKey.Curve? {
        EllipticKey.Curve.allCases.first { DER.name($0.name).elementsEqual(name) }
    }

    /// Reads a key with the name of its algorithm, as PKCS #8 has it.
    private static func wrapped(_ bytes: [UInt8]) -> PrivateKey? {
        var reader = DERReader(bytes)
        guard var parts = reader.next(DER.sequenceTag)?.parts, parts.next(0x02) != nil,
            var algorithm = parts.next(DER.sequenceTag)?.parts, let name = algorithm.next(0x06),
            let key = parts.next(0x04)
        else { return nil }
        if name.whole.elementsEqual(DER.name(OIDs.rsa)) { return rsa(Array(key.content)) }
        if name.whole.elementsEqual(DER.name(OIDs.elliptic)) {
            guard let curveName = algorithm.next(0x06) else { return nil }
            return elliptic(Array(key.content), curve: curve(curveName.whole))
        }
        guard name.whole.elementsEqual(DER.name(OIDs.edwards)) else { return nil }
        var inner = key.parts
        return inner.next(0x04).flatMap { EdwardsKey(seed: Array($0.content)) }.map { .edwards($0) }
    }
}
