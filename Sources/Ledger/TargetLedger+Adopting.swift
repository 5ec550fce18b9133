// SPDX-License-Identifier: Apache-2.0

package import Plans

extension TargetLedger {
    /// Returns the ledger with what another tool recorded of the same target.
    ///
    /// Where both know a place, this ledger says what is there. Who placed the same image counts from both: otherwise an
    /// image that was found in place could never be pruned by the configuration that had it placed.
    package func adopting(_ other: TargetLedger) -> TargetLedger {
        var ledger = self
        for (name, theirs) in other.entries {
            guard let own = entries[name] else {
                ledger.entries[name] = theirs
                continue
            }
            guard own.image.digest == theirs.image.digest else { continue }
            ledger.entries[name]?.placed = own.placed || theirs.placed
            ledger.entries[name]?.placedBy = Set(own.placedBy + theirs.placedBy).sorted()
        }
        ledger.blobHomes = other.blobHomes.merging(blobHomes) { _, own in own }
        return ledger
    }

    /// Returns the ledger without entries.
    package func without(_ names: Set<PlacedName>) -> TargetLedger {
        var ledger = self
        for name in names { ledger.entries[name] = nil }
        return ledger
    }

    /// Returns the ledger with other names for images that it knows by digest only.
    package func naming(_ names: [PlacedName: PlacedName]) -> TargetLedger {
        var ledger = self
        for (old, new) in names {
            guard let entry = ledger.entries.removeValue(forKey: old), ledger.entries[new] == nil else { continue }
            var named = entry
            named.image = PlacedImage(
                entry.image.identity,
                at: new,
                attachedTo: entry.image.attachedTo,
                facts: entry.image.facts
            )
            ledger.entries[new] = named
        }
        return ledger
    }
}
