// SPDX-License-Identifier: Apache-2.0

package import Archives

/// Who may do what in a folder of an image.
package struct FolderAttributes: Sendable, Hashable, Codable {
    /// The permission bits.
    package let mode: UInt16
    package let owner: TarEntry.Owner

    package init(mode: UInt16, owner: TarEntry.Owner = .root) {
        self.mode = mode
        self.owner = owner
    }

    init(_ entry: TarEntry) { self.init(mode: entry.mode, owner: entry.owner) }

    /// What container engines make of a folder that no layer has a member for.
    package static let implied = Self(mode: 0o755)
}
