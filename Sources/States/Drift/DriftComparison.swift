// SPDX-License-Identifier: Apache-2.0

package import Ledger
package import OCI
package import Plans

/// Compares a ledger with what its target answered.
package struct DriftComparison: Sendable {
    private let ledger: TargetLedger
    private let placedBy: [PlacedName: Digest]

    /// `placedBy` are the plans that placed images, as receipts tell.
    package init(_ ledger: TargetLedger, placedBy: [PlacedName: Digest] = [:]) {
        self.ledger = ledger
        self.placedBy = placedBy
    }

    /// The entries that count, by destination: those that somebody wants, or only these configurations.
    package func expected(of configurations: [String] = []) -> [TargetLedger.Entry] {
        ledger.entries.values.filter { entry in
            !entry.isLeftover && !entry.wantedBy.isEmpty
                && (configurations.isEmpty || !Set(configurations).isDisjoint(with: entry.wantedBy))
        }.sorted { $0.image.destination < $1.image.destination }
    }

    /// What differs at an image whose name has this digest at the target now; `nil` if nothing does.
    package func finding(_ entry: TargetLedger.Entry, found: Digest?, lost: [Digest] = []) -> DriftFinding? {
        let image = entry.image
        let kind: DriftFinding.Kind
        if let found {
            // Registries name a tag's content by sha256, whatever algorithm the ledger has.
            if found == image.digest || found.algorithm != image.digest.algorithm {
                guard !lost.isEmpty else { return nil }
                kind = .damaged(lost: lost.sorted())
            } else if let other = other(with: found, than: image) {
                kind = .retagged(found, like: other)
            } else {
                kind = .overwritten(found)
            }
        } else {
            kind = .missing
        }
        return DriftFinding(
            kind,
            at: image.destination,
            type: image.type,
            expected: image.digest,
            wantedBy: entry.wantedBy,
            plan: placedBy[image.destination]
        )
    }

    private func other(with digest: Digest, than image: PlacedImage) -> PlacedName? {
        let repository = image.destination.repository
        return ledger.entries.values.filter {
            $0.image.digest == digest && $0.image.destination.repository == repository
        }
        .map(\.image.destination).min()
    }
}
