// SPDX-License-Identifier: Apache-2.0

/// What a filtered catalog keeps of a package.
///
/// Its bundles are those that an entry of a kept channel names. Documents of a schema of their own stay, and of the
/// deprecations what speaks of the package, a kept channel or a kept bundle.
package struct KeptPackage: Sendable, Hashable, Codable {
    package let name: String
    /// The channel that becomes the default; absent where the source's stays.
    package let defaultChannel: String?
    /// Sorted by name, at least one.
    package let channels: [KeptChannel]

    package init(name: String, defaultChannel: String? = nil, channels: [KeptChannel]) {
        self.name = name
        self.defaultChannel = defaultChannel
        self.channels = channels
    }

    enum CodingKeys: String, CodingKey {
        case name, channels
        case defaultChannel = "default_channel"
    }

    /// The names of all entries that are kept, each once.
    package var entryNames: Set<String> { Set(channels.flatMap(\.entries)) }
}
