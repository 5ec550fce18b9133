// SPDX-License-Identifier: Apache-2.0

/// A primary key and its subkeys, with the period in which each may sign.
struct PublicKey: Sendable, Hashable {
    /// One of the keys; times are seconds since 1970.
    struct Part: Sendable, Hashable {
        let fingerprint: Fingerprint
        let created: Int
        /// The time when it expires, if ever.
        let expires: Int?
        let isRevoked: Bool

        /// Whether the key was valid at a time.
        func covers(_ time: Int) -> Bool { created <= time && time < expires ?? .max }
    }

    let primary: Part
    let subkeys: [Part]

    /// Returns the primary key or the subkey of a fingerprint.
    func part(_ fingerprint: Fingerprint) -> Part? {
        ([primary] + subkeys).first { $0.fingerprint == fingerprint }
    }

    /// Reads the output of `gpg --with-colons --list-keys` (doc/DETAILS of GnuPG, "Format of the colon listings").
    ///
    /// A key whose record does not match that document is left out, so that its signatures do not count.
    static func listed(in listing: String) -> [PublicKey] {
        var keys: [PublicKey] = []
        var parts: [Part] = []
        var record: [Substring]?
        func finish() {
            if let primary = parts.first { keys.append(PublicKey(primary: primary, subkeys: Array(parts.dropFirst()))) }
            parts = []
        }
        for line in listing.split(separator: "\n") {
            let fields = line.split(separator: ":", omittingEmptySubsequences: false)
            switch fields.first {
            case "pub":
                finish()
                record = fields
            case "sub":
                // A subkey without its primary key is ignored.
                record = parts.isEmpty ? nil : fields
            case "fpr":
                if let record, let part = Part(record: record, fingerprint: fields) { parts.append(part) }
                record = nil
            default: continue
            }
        }
        finish()
        return keys
    }
}

extension PublicKey.Part {
    fileprivate init?(record: [Substring], fingerprint: [Substring]) {
        guard record.count > 6, fingerprint.count > 9,
            let fingerprint = Fingerprint(String(fingerprint[9])),
            let created = Int(record[5]),
            record[6].isEmpty || Int(record[6]) != nil
        else { return nil }
        self.init(
            fingerprint: fingerprint,
            created: created,
            expires: Int(record[6]),
            // `i` is a key that GnuPG calls invalid, `d` a disabled one: neither may sign.
            isRevoked: record[1].contains { "rid".contains($0) }
        )
    }
}
