// SPDX-License-Identifier: Apache-2.0

package import OCI

/// A finished set of volumes, as recorded in the ledger of its archive.
package struct CarriedSet: Sendable, Equatable, Codable {
    /// A finished volume.
    package struct Volume: Sendable, Equatable, Codable {
        package var number: Int
        package var size: Int64
        package var checksum: Digest

        package init(number: Int, size: Int64, checksum: Digest) {
            self.number = number
            self.size = size
            self.checksum = checksum
        }
    }

    /// The plan of the set.
    package var plan: Digest
    /// The time when its last volume was finished: `YYYY-MM-DDThh:mm:ssZ`.
    package var finished: String
    /// The volumes, in the order of their numbers.
    package var volumes: [Volume]
    /// The blobs and manifests that the set carries, sorted.
    package var blobs: [Digest]

    package init(plan: Digest, finished: String, volumes: [Volume], blobs: [Digest]) {
        self.plan = plan
        self.finished = finished
        self.volumes = volumes
        self.blobs = blobs
    }
}

extension CarriedSet {
    /// The total size of its volumes in bytes; an edited ledger may claim any size.
    package var bytes: Int64 { Self.sum(volumes.map(\.size)) }

    /// The sum of sizes, or the largest number if the sum is larger.
    package static func sum(_ sizes: [Int64]) -> Int64 {
        sizes.reduce(0) { sum, size in
            let (result, overflows) = sum.addingReportingOverflow(size)
            return overflows ? .max : result
        }
    }

    /// The number of its first volume, 0 if the set has no volume.
    package var firstVolume: Int { volumes.map(\.number).min() ?? 0 }

    /// The number of its last volume, 0 if the set has no volume.
    package var lastVolume: Int { volumes.map(\.number).max() ?? 0 }

    /// Whether a set was made before another, by their numbers: these only rise, while files' times can be changed.
    package static func isOlder(_ first: Self, _ second: Self) -> Bool {
        (first.firstVolume, first.finished) < (second.firstVolume, second.finished)
    }
}
