// SPDX-License-Identifier: Apache-2.0

package import OCI

/// A blob that the target lacks somewhere: uploaded once to its home, mounted everywhere else.
package struct BlobTransfer: Sendable, Equatable, Codable {
    package let digest: Digest
    package let size: Int64
    /// The repository or layout that the blob is read from.
    package let source: ContentPlace
    /// The repository at the target that holds the blob or receives it.
    package let home: PlacedRepository
    /// Whether the home holds the blob already, so that no byte is transferred.
    package let atHome: Bool
    /// The repositories at the target that mount it from there, sorted.
    package let mountInto: [PlacedRepository]
    /// The number of the volume that carries the blob, in a plan of an archive.
    package let volume: Int?

    package init(
        digest: Digest,
        size: Int64,
        source: ContentPlace,
        home: PlacedRepository,
        atHome: Bool,
        mountInto: [PlacedRepository]
    ) {
        self.digest = digest
        self.size = size
        self.source = source
        self.home = home
        self.atHome = atHome
        self.mountInto = mountInto
        volume = nil
    }

    private init(_ transfer: BlobTransfer, volume: Int?) {
        digest = transfer.digest
        size = transfer.size
        source = transfer.source
        home = transfer.home
        atHome = transfer.atHome
        mountInto = transfer.mountInto
        self.volume = volume
    }

    /// The same blob in a volume of an archive.
    package func carried(by volume: Int?) -> BlobTransfer { BlobTransfer(self, volume: volume) }

    enum CodingKeys: String, CodingKey {
        case digest, size, source, home, volume
        case atHome = "at_home"
        case mountInto = "mount_into"
    }
}
