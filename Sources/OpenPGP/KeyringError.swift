// SPDX-License-Identifier: Apache-2.0

/// An error that the keys to trust cannot be used.
package enum KeyringError: Error, Sendable, Hashable, CustomStringConvertible {
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

    package var description: String {
        switch self {
        case .noFiles:
            "no file with a public key is named, so no signature can be verified"
        case .unreadable(let path, let reason):
            "\(path): the key file cannot be read: \(reason)\ncheck the path and who may read it"
        case .tooLarge(let path, let limit):
            "\(path): the key file has more than \(limit) bytes\nname a file with the keys that sign, nothing else"
        case .noKey(let path):
            "\(path): the file has no OpenPGP public key that GnuPG can read\n"
                + "it must hold what `gpg --export` writes, with `--armor` or without"
        case .damaged(let path):
            "\(path): GnuPG can read a part of the keys only\n"
                + "get the file again; `gpg --show-keys \(path)` says what is wrong with it"
        case .malformedFingerprint(let text):
            "`\(text)` is not the fingerprint of a key\n"
                + "it has 40 hexadecimal digits (64 for keys of RFC 9580), as `gpg --show-keys` prints; "
                + "a short key id is not enough"
        case .missing(let fingerprint, let paths):
            "the key \(fingerprint) is in none of the key files: \(paths.joined(separator: ", "))\n"
                + "name the file that has it, or correct the fingerprint; `gpg --show-keys` lists what a file has"
        case .subkey(let fingerprint, let primary):
            "\(fingerprint) is a subkey of \(primary)\nname the primary key: its subkeys count with it"
        }
    }
}
