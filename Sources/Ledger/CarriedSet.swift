// SPDX-License-Identifier: Apache-2.0

package import OCI

/// A set of volumes that was finished, as the ledger of its archive remembers it.
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

    /// The plan that it was written from.
    package var plan: Digest
    /// When its last volume was finished: `YYYY-MM-DDThh:mm:ssZ`.
    package var finished: String
    /// In the order of their numbers.
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
    /// The bytes of its volumes; a ledger that was edited may claim any size.
    package var bytes: Int64 { Self.sum(volumes.map(\.size)) }

    /// The sum of sizes, or the largest number where that is exceeded.
    package static func sum(_ sizes: [Int64]) -> Int64 {
        sizes.reduce(0) { sum, size in
            let (result, overflows) = sum.addingReportingOverflow(size)
            return overflows ? .max : result
        }
    }

    /// The number of its first volume, 0 where it has none.
    package var firstVolume: Int { volumes.map(\.number).min() ?? 0 }

    /// The number of its last volume, 0 where it has none.
    package var lastVolume: Int { volumes.map(\.number).max() ?? 0 }

    /// Whether one was made before another: numbers only rise, and files can be touched.
    package static func isOlder(_ first: Self, _ second: Self) -> Bool {
        (first.firstVolume, first.finished) < (second.firstVolume, second.finished)
    }
}
