// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import Foundation

/// An error that a message has no valid signature by a trusted key; times are seconds since 1970.
package enum SignatureError: ExplainedError, Sendable, Hashable {
    /// There is no message with a signature.
    case unsigned
    /// There are several texts, of which a signature covers at most one.
    case severalTexts
    case severalSignatures(Int)
    /// The message is not the signed one.
    case altered(key: String)
    case unknownKey(String, made: Int?)
    /// The key is in the files, but is not trusted.
    case untrustedKey(String, trusted: [String])
    /// GnuPG does not know the algorithm's name, only its number.
    case unsupported(key: String, algorithm: String)
    case unverifiable(key: String, code: String)
    /// The signature itself has expired.
    case expired(key: String, at: Int?)
    case revokedKey(String)
    /// The signature was made before the key's creation or after its expiry.
    case outsideValidity(key: String, made: Int?, from: Int?, until: Int?)
    case weakHash(key: String)
    case textSignature(key: String)
    case tooLarge(limit: Int)
    /// GnuPG's status lines contradict each other.
    case contradiction([String])

    package var description: String { explanation.text }

    package var explanation: Explanation { Explanation(found, remedy: remedy) }

    /// The problem on one line.
    package var found: String {
        switch self {
        case .unsigned: "it is not an OpenPGP message with a text and its signature"
        case .severalTexts: "it contains text besides the signed one"
        case .severalSignatures(let count): "it has \(count) signatures, but must have exactly one"
        case .altered(let key): "it is not what was signed: the signature by key \(key) is BAD"
        case .unknownKey(let key, let made): "it was signed\(Self.on(made)) by key \(key), which is in no key file"
        case .untrustedKey(let key, let trusted):
            "it was signed by key \(key), which is in a key file but not trusted; trusted keys: "
                + trusted.joined(separator: ", ")
        case .unsupported(let key, let algorithm):
            "it was signed by key \(key) with algorithm \(algorithm), which this GnuPG does not know"
        case .unverifiable(let key, let code):
            "the signature by key \(key) cannot be checked: GnuPG gives error code \(code)"
        case .expired(let key, let time):
            "the signature by key \(key) expired\(Self.on(time))"
        case .revokedKey(let key): "it was signed by key \(key), which its owner revoked"
        case .outsideValidity(let key, let made, let from, let until):
            "it was signed\(Self.on(made)) by key \(key), which \(Self.validity(made, from, until))"
        case .weakHash(let key): "the signature by key \(key) is over MD5, SHA-1 or RIPE-MD, which can be forged"
        case .textSignature(let key): "the signature by key \(key) is over text, not over bytes"
        case .tooLarge(let limit): "it has more than \(limit) bytes once it is unpacked"
        case .contradiction(let keywords):
            "GnuPG gives no clear answer: \(keywords.isEmpty ? "none at all" : keywords.joined(separator: ", "))"
        }
    }

    /// What to do about it.
    package var remedy: String {
        switch self {
        case .unknownKey(let key, _): "name the file with the public key \(key), if you trust it"
        case .untrustedKey(let key, _): "add the fingerprint \(key), if you trust it"
        case .unsupported: "use a newer GnuPG"
        case .revokedKey: "get a signature by the key that replaced it"
        case .outsideValidity(_, _, _, .some): "get the key file again: its owner may have extended the key"
        case .altered: "download it again from its publisher: it was changed on the way"
        default: "download it again from its publisher"
        }
    }

    private static func validity(_ made: Int?, _ from: Int?, _ until: Int?) -> String {
        if let made, let until, until <= made { return "expired\(on(until))" }
        return "was made later" + (from.map { ",\(on($0))" } ?? "")
    }

    private static func on(_ time: Int?) -> String {
        guard let time else { return "" }
        return " on \(Date(timeIntervalSince1970: TimeInterval(time)).formatted(.iso8601))"
    }
}
