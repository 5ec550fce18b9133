// SPDX-License-Identifier: Apache-2.0

package import OCI

/// Something that was to be deleted and stays, because something else needs it.
package struct KeptImage: Sendable, Equatable, Codable {
    package var type: ImageType
    /// The name by which it was to be deleted.
    package var destination: String
    package var digest: Digest
    package var requestedBy: [String]
    /// Who needs it, for people; never empty.
    package var neededBy: [String]

    package init(type: ImageType, destination: String, digest: Digest, requestedBy: [String], neededBy: [String]) {
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
