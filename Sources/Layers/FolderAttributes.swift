// SPDX-License-Identifier: Apache-2.0

package import Archives

/// The mode and owner of a folder in an image.
package struct FolderAttributes: Sendable, Hashable, Codable {
    /// The permission bits.
    package let mode: UInt16
    package let owner: TarEntry.Owner

    package init(mode: UInt16, owner: TarEntry.Owner = .root) {
        self.mode = mode
        self.owner = owner
    }

    init(_ entry: TarEntry) { self.init(mode: entry.mode, owner: entry.owner) }

    /// The attributes that container engines give to a folder that no layer contains.
    package static let implied = Self(mode: 0o755)
}
