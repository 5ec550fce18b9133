// SPDX-License-Identifier: Apache-2.0

package import ArchiveSets
package import Foundation
package import Ledger
import OCI
import Plans

/// What finishing a set of volumes adds to the ledger.
package struct FinishedSet: Sendable {
    private let set: ArchiveIndex.Set
    private let date: Date

    package init(set: ArchiveIndex.Set, date: Date) {
        self.set = set
        self.date = date
    }

    /// The ledger's record of the set.
    package var record: CarriedSet {
        CarriedSet(
            plan: set.plan,
            finished: date.formatted(.iso8601),
            volumes: set.volumes.compactMap { volume in
                VolumeName(file: volume.name).map {
                    CarriedSet.Volume(number: $0.number, size: volume.size, checksum: volume.checksum)
                }
            },
            blobs: Set(set.volumes.flatMap(\.blobs).map(\.digest)).sorted()
        )
    }
}
