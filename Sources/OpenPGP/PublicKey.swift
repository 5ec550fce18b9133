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
    /// The mail addresses of the user ids that are not revoked.
    let addresses: [String]

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
        var addresses: [String] = []
        var record: [Substring]?
        func finish() {
            if let primary = parts.first {
                keys.append(PublicKey(primary: primary, subkeys: Array(parts.dropFirst()), addresses: addresses))
            }
            parts = []
            addresses = []
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
            case "uid":
                if let address = address(record: fields) { addresses.append(address) }
            case "fpr":
                if let record, let part = Part(record: record, fingerprint: fields) { parts.append(part) }
                record = nil
            default: continue
            }
        }
        finish()
        return keys
    }

    /// The address of a user id such as `Ada <ada@example.com>`; `nil` if the id is revoked, expired or escaped.
    private static func address(record: [Substring]) -> String? {
        guard record.count > 9, !record[1].contains(where: { "rei".contains($0) }) else { return nil }
        let id = record[9]
        guard !id.contains("\\"), id.hasSuffix(">"), let open = id.lastIndex(of: "<") else { return nil }
        return String(id[id.index(after: open)...].dropLast())
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
