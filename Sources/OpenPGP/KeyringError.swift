// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// An error that the keys to trust cannot be used.
package enum KeyringError: ExplainedError, Sendable, Hashable {
    /// No key file was named.
    case noFiles
    case unreadable(path: String, reason: String)
    case tooLarge(path: String, limit: Int)
    /// The file has no OpenPGP public key.
    case noKey(path: String)
    /// GnuPG reads only a part of the file, so a revocation may be missing.
    case damaged(path: String)
    case malformedFingerprint(String)
    /// No file has the key.
    case missing(fingerprint: String, paths: [String])
    /// The fingerprint is that of a subkey; only primary keys can be selected.
    case subkey(fingerprint: String, primary: String)

    package var explanation: Explanation {
        switch self {
        case .noFiles:
            Explanation(
                "no file with a public key is named, so no signature can be verified",
                remedy: "name the file with the key that signs"
            )
        case .unreadable(let path, let reason):
            Explanation(
                "\(path): the key file cannot be read: \(reason)",
                remedy: "check the path and who may read it"
            )
        case .tooLarge(let path, let limit):
            Explanation(
                "\(path): the key file has more than \(limit) bytes",
                remedy: "name a file with the keys that sign, nothing else"
            )
        case .noKey(let path):
            Explanation(
                "\(path): the file has no OpenPGP public key that GnuPG can read",
                remedy: "it must hold what `gpg --export` writes, with `--armor` or without"
            )
        case .damaged(let path):
            Explanation(
                "\(path): GnuPG can read a part of the keys only",
                remedy: "get the file again; `gpg --show-keys \(path)` says what is wrong with it"
            )
        case .malformedFingerprint(let text):
            Explanation(
                "`\(text)` is not the fingerprint of a key",
                remedy: "it has 40 hexadecimal digits (64 for keys of RFC 9580), as `gpg --show-keys` prints; "
                    + "a short key id is not enough"
            )
        case .missing(let fingerprint, let paths):
            Explanation(
                "the key \(fingerprint) is in none of the key files: \(paths.joined(separator: ", "))",
                remedy: "name the file that has it, or correct the fingerprint; "
                    + "`gpg --show-keys` lists what a file has"
            )
        case .subkey(let fingerprint, let primary):
            Explanation(
                "\(fingerprint) is a subkey of \(primary)",
                remedy: "name the primary key: its subkeys count with it"
            )
        }
    }
}
