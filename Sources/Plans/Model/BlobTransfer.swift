// SPDX-License-Identifier: Apache-2.0

package import OCI

/// A blob that the target lacks somewhere: uploaded once to its home, mounted everywhere else.
package struct BlobTransfer: Sendable, Equatable, Codable {
    package var digest: Digest
    package var size: Int64
    /// The repository or layout that the blob is read from.
    package var source: ContentPlace
    /// The repository at the target that holds the blob or receives it.
    package var home: String
    /// Whether the home holds the blob already, so that no byte is transferred.
    package var atHome: Bool
    /// The repositories at the target that mount it from there, sorted.
    package var mountInto: [String]
    /// The number of the volume that carries the blob, in a plan of an archive.
    package var volume: Int?

    package init(
        digest: Digest,
        size: Int64,
        source: ContentPlace,
        home: String,
        atHome: Bool,
        mountInto: [String],
        volume: Int? = nil
    ) {
        self.digest = digest
        self.size = size
        self.source = source
        self.home = home
        self.atHome = atHome
        self.mountInto = mountInto
        self.volume = volume
    }

    enum CodingKeys: String, CodingKey {
        case digest, size, source, home, volume
        case atHome = "at_home"
        case mountInto = "mount_into"
    }
}
