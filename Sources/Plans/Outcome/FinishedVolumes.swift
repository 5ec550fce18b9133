// SPDX-License-Identifier: Apache-2.0

package import OCI

/// The complete set of volumes that was written for a plan, and its contents.
package struct FinishedVolumes: Sendable, Equatable {
    /// One volume.
    package struct Volume: Sendable, Equatable {
        package let name: VolumeName
        package let size: Int64
        package let checksum: Digest

        package init(name: VolumeName, size: Int64, checksum: Digest) {
            self.name = name
            self.size = size
            self.checksum = checksum
        }
    }

    /// The volumes, in the order of their numbers.
    package let volumes: [Volume]
    /// The blobs and manifests in the volumes, each once, sorted.
    package let contents: [Digest]

    package init(volumes: [Volume], contents: [Digest]) {
        self.volumes = volumes
        self.contents = contents
    }
}
