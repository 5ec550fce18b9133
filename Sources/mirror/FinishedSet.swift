// SPDX-License-Identifier: Apache-2.0

import Applying
import ArchiveSets
import Foundation
import Ledger
import OCI
import Plans

/// What finishing a set of volumes adds to the ledger.
struct FinishedSet {
    let set: ArchiveIndex.Set
    let date: Date

    /// The ledger's record of the set.
    var record: ArchiveHistory.Set {
        ArchiveHistory.Set(
            plan: set.plan,
            finished: date.formatted(.iso8601),
            volumes: set.volumes.compactMap { volume in
                VolumeName(file: volume.name).map {
                    ArchiveHistory.Volume(number: $0.number, size: volume.size, checksum: volume.checksum)
                }
            },
            blobs: Set(set.volumes.flatMap(\.blobs).map(\.digest)).sorted()
        )
    }
}
