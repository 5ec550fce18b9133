// SPDX-License-Identifier: Apache-2.0

import Cryptography
import GoTemplate

/// A password made of one master password for a site, by the Master Password algorithm.
struct DerivedPassword {
    let counter: UInt32
    let site: Text

    private static let scope = Array("com.lyndir.masterpassword".utf8)

    /// The forms of passwords: what kind of character stands where.
    private static let forms: [String: [String]] = [
        "maximum": ["anoxxxxxxxxxxxxxxxxx", "axxxxxxxxxxxxxxxxxno"],
        "long": [
            "CvcvnoCvcvCvcv", "CvcvCvcvnoCvcv", "CvcvCvcvCvcvno", "CvccnoCvcvCvcv", "CvccCvcvnoCvcv", "CvccCvcvCvcvno",
            "CvcvnoCvccCvcv", "CvcvCvccnoCvcv", "CvcvCvccCvcvno", "CvcvnoCvcvCvcc", "CvcvCvcvnoCvcc", "CvcvCvcvCvccno",
            "CvccnoCvccCvcv", "CvccCvccnoCvcv", "CvccCvccCvcvno", "CvcvnoCvccCvcc", "CvcvCvccnoCvcc", "CvcvCvccCvccno",
            "CvccnoCvcvCvcc", "CvccCvcvnoCvcc", "CvccCvcvCvccno",
        ],
        "medium": ["CvcnoCvc", "CvcCvcno"],
        "short": ["Cvcn"],
        "basic": ["aaanaaan", "aannaaan", "aaannaaa"],
        "pin": ["nnnn"],
    ]

    /// The characters of each kind.
    private static let characters: [Character: String] = [
        "V": "AEIOU",
        "C": "BCDFGHJKLMNPQRSTVWXYZ",
        "v": "aeiou",
        "c": "bcdfghjklmnpqrstvwxyz",
        "A": "AEIOUBCDFGHJKLMNPQRSTVWXYZ",
        "a": "AEIOUaeiouBCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz",
        "n": "0123456789",
        "o": "@&%?,=[]_:-+*$#!'^~;()/.",
        "x": "AEIOUaeiouBCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz0123456789!@#$%^&*()",
    ]

    /// Returns the password of a kind, such as `long` or `pin`.
    func text(kind: Text, password: Text, user: Text) -> Text {
        guard let forms = Self.forms[kind.string] else { return "cannot find password template " + kind }
        let salt = Self.scope + Self.bytes(UInt32(truncatingIfNeeded: user.count)) + user.bytes
        let cost = PasswordHashes.Cost(cost: 32768, blockSize: 8, parallelism: 2)
        guard let key = PasswordHashes.scrypt(password.bytes, salt: salt, cost: cost, count: 64) else {
            return "failed to derive password: out of memory"
        }
        let message = Self.scope + Self.bytes(UInt32(truncatingIfNeeded: site.count)) + site.bytes + Self.bytes(counter)
        let seed = HashAlgorithm.sha256.authenticate(message, key: key)
        let form = forms[Int(seed[0]) % forms.count]
        let letters = form.enumerated().compactMap { index, kind -> UInt8? in
            guard let alphabet = Self.characters[kind].map({ Array($0.utf8) }) else { return nil }
            return alphabet[Int(seed[index + 1]) % alphabet.count]
        }
        return Text(letters)
    }

    private static func bytes(_ number: UInt32) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) }
    }
}
