// SPDX-License-Identifier: Apache-2.0

package import OCI
package import Planning
import Plans

/// A target of which a deep comparison has told what it lacks behind names that are right.
package struct DamagedTarget: TargetObserving {
    private let target: any TargetObserving
    private let damaged: Set<Place>

    private struct Place: Hashable {
        let repository: Repository
        let digest: Digest
    }

    /// Takes the findings of a comparison; those that are no damage are seen without them.
    package init(_ target: any TargetObserving, _ findings: [DriftFinding]) {
        self.target = target
        let places = findings.compactMap { finding -> Place? in
            guard case .damaged = finding.kind else { return nil }
            return (try? finding.destination.reference().repository).map {
                Place(repository: $0, digest: finding.expected)
            }
        }
        damaged = Set(places)
    }

    package func digest(of reference: ManifestReference, in repository: Repository) async throws -> Digest? {
        try await target.digest(of: reference, in: repository)
    }

    package func listsReferrers(in repository: Repository) async throws -> Bool {
        try await target.listsReferrers(in: repository)
    }

    package func hasBlob(_ digest: Digest, in repository: Repository) async throws -> Bool {
        try await target.hasBlob(digest, in: repository)
    }

    package func isLost(_ image: Digest) -> Bool { target.isLost(image) }

    package func isDamaged(_ image: Digest, in repository: Repository) -> Bool {
        damaged.contains(Place(repository: repository, digest: image))
    }
}
