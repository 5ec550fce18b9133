// SPDX-License-Identifier: Apache-2.0

/// The archive that a plan reads.
package struct ArchiveSource: Sendable, Equatable, Codable {
    /// A volume as it was found.
    package struct Volume: Sendable, Equatable, Codable {
        package var name: String
        package var size: Int64

        package init(name: String, size: Int64) {
            self.name = name
            self.size = size
        }
    }

    /// `file://` and the folder, as the user gave it.
    package var folder: String
    /// The volumes that are read, sorted by name.
    package var volumes: [Volume]

    package init(folder: String, volumes: [Volume]) {
        self.folder = folder
        self.volumes = volumes
    }
}
