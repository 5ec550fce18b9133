// SPDX-License-Identifier: Apache-2.0

import Ledger
import OCI
import Plans
import Resolution

extension NeededImages {
    /// Keeps images that configurations request by themselves, and not only as parts of a release or catalog to delete.
    ///
    /// An operator's image may also be requested by name.
    mutating func need(_ images: [DesiredImage], wantedByItselfIn ledger: TargetLedger) {
        for image in images where !image.partOf.isEmpty {
            guard let entry = ledger.entries[image.destination.name] else { continue }
            let wholes = image.partOf.compactMap { ledger.entries[$0.name] }
            // Without the whole, it is not known whether the image was mirrored only as a part.
            guard !wholes.isEmpty else { continue }
            for configuration in Set(entry.wantedBy).subtracting(wholes.flatMap(\.wantedBy)) {
                need(image.destination, by: "\(configuration) wants it by itself")
            }
        }
    }

    /// Keeps the images of other targets on the same registry in some repositories: namespaces may be nested.
    mutating func need(wantedIn ledgers: [TargetLedger], among repositories: Set<Repository>) {
        for ledger in ledgers {
            for entry in ledger.entries.values where !entry.wantedBy.isEmpty {
                guard let destination = Destination(named: entry.image.destination),
                    repositories.contains(destination.repository)
                else { continue }
                for configuration in entry.wantedBy {
                    need(destination, by: "\(configuration) wants it at the target \(ledger.target)")
                }
            }
        }
    }
}
