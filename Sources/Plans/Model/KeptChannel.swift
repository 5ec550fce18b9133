// SPDX-License-Identifier: Apache-2.0

/// What a filtered catalog keeps of a channel.
package struct KeptChannel: Sendable, Hashable, Codable {
    package internal(set) var name: String
    /// The names of its entries, sorted, at least one.
    package internal(set) var entries: [String]

    package init(name: String, entries: [String]) {
        self.name = name
        self.entries = entries
    }
}
