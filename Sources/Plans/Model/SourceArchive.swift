// SPDX-License-Identifier: Apache-2.0

/// The archive that a plan reads.
package struct SourceArchive: Sendable, Equatable, Codable {
    /// A volume as it was found.
    package struct Volume: Sendable, Equatable, Codable {
        package let name: String
        package let size: Int64

        package init(name: String, size: Int64) {
            self.name = name
            self.size = size
        }
    }

    /// The folder, as the user gave it; a plan that names anything else is refused.
    package let place: TargetPlace
    /// The volumes that are read, sorted by name.
    package let volumes: [Volume]

    package init(_ place: TargetPlace, volumes: [Volume]) {
        self.place = place
        self.volumes = volumes
    }

    enum CodingKeys: String, CodingKey {
        case volumes
        case place = "folder"
    }
}
