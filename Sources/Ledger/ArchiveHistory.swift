// SPDX-License-Identifier: Apache-2.0

package import OCI

/// What was carried to the far side: the sets of volumes that were finished for one folder.
package struct ArchiveHistory: Sendable, Equatable, Codable {
    /// One finished set.
    package struct Set: Sendable, Equatable, Codable {
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

    /// The oldest first.
    package var sets: [Set]

    package init(sets: [Set] = []) { self.sets = sets }

    /// The number of the last volume, 0 where there is none.
    package var lastVolume: Int { sets.flatMap(\.volumes).map(\.number).max() ?? 0 }

    /// What the sets carried that were finished before the day, `YYYY-MM-DD`; all of them without one.
    package func carried(before day: String? = nil) -> Swift.Set<Digest> {
        // Dates of this form sort as text.
        var digests: Swift.Set<Digest> = []
        for set in sets where day.map({ set.finished < $0 }) ?? true { digests.formUnion(set.blobs) }
        return digests
    }

    /// The history with a set that was finished, in the place of an earlier record of it.
    package func adding(_ set: Set) -> ArchiveHistory {
        ArchiveHistory(sets: sets.filter { $0.plan != set.plan } + [set])
    }
}
