// SPDX-License-Identifier: Apache-2.0

import Cryptography
import GoTemplate

/// A private key of any of the kinds that charts make.
enum PrivateKey {
    case rsa(RSAKey)
    case elliptic(EllipticKey)
    case edwards(EdwardsKey)
    case dsa(DSAKey)
    /// A key of DSA that was read, with which nothing can be done.
    case foreignDSA([UInt8])

    /// Makes a key of a kind; `nil` for a kind that there is not.
    init?(kind: String, _ random: (Int) -> [UInt8]) {
        switch kind {
        case "", "rsa": self = .rsa(RSAKey(bits: 4096, random: random))
        case "dsa": self = .dsa(DSAKey(random: random))
        case "ecdsa": self = .elliptic(EllipticKey(.p256, random: random))
        case "ed25519":
            guard let key = EdwardsKey(seed: random(32)) else { return nil }
            self = .edwards(key)
        default: return nil
        }
    }

    /// The key as text.
    var pem: PEM {
        switch self {
        case .rsa(let key):
            let (first, second) = key.primes
            let one = BigNumber(1)
            let numbers = [
                BigNumber(0), key.modulus, key.publicExponent, key.privateExponent, first, second,
                key.privateExponent % (first - one), key.privateExponent % (second - one),
                second.inverse(modulo: first) ?? BigNumber(0),
            ]
            return PEM(label: "RSA PRIVATE KEY", bytes: DER.sequence(numbers.map(DER.integer)))
        case .elliptic(let key):
            return PEM(
                label: "EC PRIVATE KEY",
                bytes: DER.sequence([
                    DER.integer(1), DER.octets(key.secret.bytes(count: key.curve.count)),
                    DER.value(0xA0, DER.name(key.curve.name)), DER.value(0xA1, DER.bits(key.publicPoint)),
                ])
            )
        case .edwards(let key):
            return PEM(
                label: "PRIVATE KEY",
                bytes: DER.sequence([
                    DER.integer(0), DER.sequence([DER.name(OIDs.edwards)]), DER.octets(DER.octets(key.seed)),
                ])
            )
        case .dsa(let key):
            let numbers = [BigNumber(0), key.prime, key.subprime, key.generator, key.publicValue, key.secret]
            return PEM(label: "DSA PRIVATE KEY", bytes: DER.sequence(numbers.map(DER.integer)))
        case .foreignDSA(let bytes):
            return PEM(label: "DSA PRIVATE KEY", bytes: bytes)
        }
    }

    /// The public key as certificates have it; `nil` for a key that they cannot have.
    var publicInfo: [UInt8]? {
        switch self {
        case .rsa(let key):
            let numbers = DER.sequence([DER.integer(key.modulus), DER.integer(key.publicExponent)])
            return DER.sequence([DER.sequence([DER.name(OIDs.rsa), DER.null]), DER.bits(numbers)])
        case .elliptic(let key):
            let algorithm = DER.sequence([DER.name(OIDs.elliptic), DER.name(key.curve.name)])
            return DER.sequence([algorithm, DER.bits(key.publicPoint)])
        case .edwards(let key):
            return DER.sequence([DER.sequence([DER.name(OIDs.edwards)]), DER.bits(key.publicKey)])
        case .dsa, .foreignDSA:
            return nil
        }
    }

    /// The name of the algorithm of signatures; `nil` for a key that does not sign.
    var signatureAlgorithm: [UInt8]? {
        switch self {
        case .rsa: DER.sequence([DER.name(OIDs.rsaWithSHA256), DER.null])
        case .elliptic(let key): DER.sequence([DER.name(key.curve.signatureName)])
        case .edwards: DER.sequence([DER.name(OIDs.edwards)])
        case .dsa, .foreignDSA: nil
        }
    }

    func sign(_ bytes: [UInt8]) -> [UInt8] {
        switch self {
        case .rsa(let key): return key.sign(bytes)
        case .elliptic(let key):
            let (first, second) = key.sign(bytes)
            return DER.sequence([DER.integer(first), DER.integer(second)])
        case .edwards(let key): return key.sign(bytes)
        case .dsa, .foreignDSA: return []
        }
    }
}

/// Names of algorithms and extensions.
enum OIDs {
    static let rsa = [1, 2, 840, 113549, 1, 1, 1]
    static let rsaWithSHA256 = [1, 2, 840, 113549, 1, 1, 11]
    static let elliptic = [1, 2, 840, 10045, 2, 1]
    static let edwards = [1, 3, 101, 112]
    static let commonName = [2, 5, 4, 3]
    static let subjectKey = [2, 5, 29, 14]
    static let keyUsage = [2, 5, 29, 15]
    static let alternativeNames = [2, 5, 29, 17]
    static let basicConstraints = [2, 5, 29, 19]
    static let authorityKey = [2, 5, 29, 35]
    static let extendedUsage = [2, 5, 29, 37]
    static let serverUsage = [1, 3, 6, 1, 5, 5, 7, 3, 1]
    static let clientUsage = [1, 3, 6, 1, 5, 5, 7, 3, 2]
}

extension EllipticKey.Curve {
    var name: [Int] {
        switch self {
        case .p256: [1, 2, 840, 10045, 3, 1, 7]
        case .p384: [1, 3, 132, 0, 34]
        case .p521: [1, 3, 132, 0, 35]
        }
    }

    fileprivate var signatureName: [Int] {
        switch self {
        case .p256: [1, 2, 840, 10045, 4, 3, 2]
        case .p384: [1, 2, 840, 10045, 4, 3, 3]
        case .p521: [1, 2, 840, 10045, 4, 3, 4]
        }
    }
}
