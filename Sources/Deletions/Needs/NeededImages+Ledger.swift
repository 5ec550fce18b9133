// SPDX-License-Identifier: Apache-2.0

import Ledger
import OCI
import Plans
import Resolution

extension NeededImages {
    /// Keeps what configurations want by itself, and not because of the release or catalog that it is deleted with.
    ///
    /// An image that an operator runs may be one that somebody asked for by name as well.
    mutating func need(_ images: [DesiredImage], wantedByItselfIn ledger: TargetLedger) {
        for image in images where !image.partOf.isEmpty {
            guard let entry = ledger.entries[image.destination.name] else { continue }
            let wholes = image.partOf.compactMap { ledger.entries[$0.name] }
            // Who mirrored it as a part cannot be told where nobody knows the whole.
            guard !wholes.isEmpty else { continue }
            for configuration in Set(entry.wantedBy).subtracting(wholes.flatMap(\.wantedBy)) {
                need(image.destination, by: "\(configuration) wants it by itself")
            }
        }
    }

    /// Keeps what other targets on the same registry have in some repositories: one namespace may lie within another.
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
