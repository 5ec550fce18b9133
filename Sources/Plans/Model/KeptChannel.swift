// SPDX-License-Identifier: Apache-2.0

/// What a filtered catalog keeps of a channel.
package struct KeptChannel: Sendable, Hashable, Codable {
    package let name: String
    /// The names of its entries, sorted, at least one.
    package let entries: [String]

    package init(name: String, entries: [String]) {
        self.name = name
        self.entries = entries
    }
}
