// SPDX-License-Identifier: Apache-2.0

package import OCI

/// Something that was to be deleted and stays, because something else needs it.
package struct KeptImage: Sendable, Equatable, Codable {
    package let type: ImageType
    /// The name by which it was to be deleted.
    package let destination: PlacedName
    package let digest: Digest
    package let requestedBy: [String]
    /// Who needs it, for people; never empty.
    package let neededBy: [String]

    package init(type: ImageType, destination: PlacedName, digest: Digest, requestedBy: [String], neededBy: [String]) {
        self.type = type
        self.destination = destination
        self.digest = digest
        self.requestedBy = requestedBy
        self.neededBy = neededBy
    }

    enum CodingKeys: String, CodingKey {
        case type, destination, digest
        case requestedBy = "requested_by"
        case neededBy = "needed_by"
    }
}
