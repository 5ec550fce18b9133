// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import ImageTrust
import OCI
import Planning
import Plans
import Resolution
import Scheduling
import TrustPolicies

/// What a policy says of the images that a plan is made of.
struct TrustedPlan: Sendable {
    /// A refused image is an error, so that the plan is never applied.
    let findings: [Finding]
    private let policy: TrustPolicy
    /// The proofs of the images at a destination, which are several if an image has several names.
    private let proofs: [PlacedName: Set<Met>]

    /// The requirements of a scope that were met.
    private struct Met: Hashable, Comparable {
        let scope: String
        let by: [TrustRecord.Proof]

        private var key: [String] { [scope] + by.flatMap { [$0.type, $0.key ?? ""] } }

        static func < (left: Self, right: Self) -> Bool { left.key.lexicographicallyPrecedes(right.key) }
    }

    /// The number of images that are verified at a time.
    private static let parallelism = 16

    /// Asks the policy about all images that were found.
    init(_ images: [DesiredImage], _ observed: ObservedState, by verifier: TrustVerifier) async throws {
        let asked = images.compactMap { image in
            observed.images[image].flatMap { TrustedImage(image, found: $0) }.map { (image, $0) }
        }
        let verdicts = try await concurrentMap(asked, limit: Self.parallelism) { _, trusted in
            try await verifier.verdict(on: trusted)
        }
        var findings: [Finding] = []
        var proofs: [PlacedName: Set<Met>] = [:]
        for ((image, _), verdict) in zip(asked, verdicts) {
            switch verdict {
            case .accepted(let scope, let by):
                proofs[image.destination.name, default: []].insert(Met(scope: scope, by: by))
            case .refused(let explanation):
                findings.append(Finding(.error, .imageNotTrusted, explanation.about("\(image.origin)"), at: image.at))
            }
        }
        policy = verifier.policy
        self.findings = findings
        self.proofs = proofs
    }

    /// The record for a plan: its images that the policy accepted.
    func record(of plan: Plan) -> TrustRecord {
        var images: [Met: [PlacedName]] = [:]
        for image in plan.placed {
            for met in proofs[image.destination] ?? [] { images[met, default: []].append(image.destination) }
        }
        let accepted = images.sorted { $0.key < $1.key }.map { met, images in
            TrustRecord.Acceptance(scope: met.scope, by: met.by, images: images.sorted())
        }
        return TrustRecord(policy: policy.path, digest: policy.digest, accepted: accepted)
    }
}

extension TrustedImage {
    /// The image that is read for a desired one: for a built image its base; `nil` if no image is read.
    fileprivate init?(_ image: DesiredImage, found observation: ImageObservation) {
        if let build = image.build {
            // A chart comes as a package, and no image is under it.
            guard build.recipe.kind != .chart, let base = try? PinnedImage(build.recipe.base) else { return nil }
            self.init(image.origin, digest: base.digest, platforms: image.platforms)
        } else if case .found(let digest) = observation.source {
            self.init(image.origin, digest: digest, platforms: image.platforms)
        } else {
            return nil
        }
    }
}
