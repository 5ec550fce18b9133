// SPDX-License-Identifier: Apache-2.0

import OCI
import Plans
import TestSupport

/// A plan that deletes.
enum SampleDeletions {
    /// Deletions with proofs, and what stays.
    static var plan: Plan {
        let digest = Digest(of: [3])
        let deletion = Deletion(
            kind: .manifest,
            type: .additionalImage,
            origins: ["quay.io/team/tool:1"],
            repository: PlacedRepository("\(SamplePlans.registry)/team/tool"),
            digest: digest,
            tags: ["1"],
            size: 100 << 20,
            reclaim: 60 << 20,
            with: nil,
            reason: "asked for",
            requestedBy: ["delete.additionalImages[0]"],
            proof: ["none of the 8 remaining tags references it"]
        )
        let kept = KeptImage(
            type: .additionalImage,
            destination: PlacedName("\(SamplePlans.registry)/team/base:9"),
            digest: digest,
            requestedBy: ["delete.additionalImages[1]"],
            neededBy: ["team-images.yaml: mirror.additionalImages[0]"]
        )
        return Plan(
            Plan.Subject(
                work: .deletions,
                configuration: ConfigurationRecord(path: "disc.yaml", digest: Digest(of: [])),
                options: PlanOptions(),
                target: PlanTarget(TargetPlace(SamplePlans.registry))
            ),
            removals: Plan.Removals([deletion], kept: [kept])
        )
    }
}
