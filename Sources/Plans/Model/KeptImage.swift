// SPDX-License-Identifier: Apache-2.0

package import OCI

/// Something that was to be deleted and stays, because something else needs it.
package struct KeptImage: Sendable, Equatable, Codable {
    package internal(set) var type: ImageType
    /// The name by which it was to be deleted.
    package internal(set) var destination: PlacedName
    package internal(set) var digest: Digest
    package internal(set) var requestedBy: [String]
    /// Who needs it, for people; never empty.
    package internal(set) var neededBy: [String]

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
