// SPDX-License-Identifier: Apache-2.0

package import Ledger
package import OCI
package import Plans

/// The registry behind the gap, as far as the ledger of the archives for it knows.
package struct ArchiveTarget: TargetObserving {
    private let ledger: TargetLedger
    private let carried: Set<Digest>
    private let lost: Set<Digest>

    /// Trusts archives from before `day`, if it is given, except for content that the far side reports as missing.
    package init(ledger: TargetLedger, since day: String? = nil, missing: MissingReport? = nil) {
        self.ledger = ledger
        let images = Set(missing?.images.map(\.digest) ?? [])
        let contents = Set(ledger.entries.values.filter { images.contains($0.image.digest) }.map(\.image.content))
        // An attachment travels with its image, so a registry that lacks the image lacks the attachment too, and cannot
        // report it.
        let attached = ledger.entries.values.filter { $0.image.attachedTo.map(contents.contains) == true }
        lost = images.union(attached.map(\.image.digest))
        carried = (ledger.archive ?? ArchiveHistory()).doubting(missing?.sets ?? []).carried(before: day)
            .subtracting(missing?.digests ?? []).subtracting(lost)
    }

    package func digest(of reference: ManifestReference, in repository: Repository) async throws -> Digest? {
        let separator = if case .digest = reference { "@" } else { ":" }
        guard let digest = ledger.entries[PlacedName("\(repository)\(separator)\(reference)")]?.image.digest,
            carried.contains(digest)
        else { return nil }
        return digest
    }

    /// Attachments are found in the plans of the archives.
    package func listsReferrers(in repository: Repository) async throws -> Bool { true }

    package func hasBlob(_ digest: Digest, in repository: Repository) async throws -> Bool { carried.contains(digest) }

    package func isLost(_ image: Digest) -> Bool { lost.contains(image) }
}
