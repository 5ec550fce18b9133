// SPDX-License-Identifier: Apache-2.0

/// A person whose approval counts.
package struct Approver: Sendable, Hashable {
    /// Name and address, as in the trailer.
    package let name: String
    package let key: String
    package let commit: String

    package init(name: String, key: String, commit: String) {
        self.name = name
        self.key = key
        self.commit = commit
    }

    /// The address in `Name <address>`, in lower case; `nil` if there is not exactly one.
    static func address(in name: String) -> String? {
        guard let open = name.lastIndex(of: "<"), name.hasSuffix(">"), name.firstIndex(of: "<") == open else {
            return nil
        }
        let address = name[name.index(after: open)...].dropLast()
        guard address.contains("@"), !address.contains(where: { $0.isWhitespace || $0 == ">" }) else { return nil }
        return address.lowercased()
    }
}
