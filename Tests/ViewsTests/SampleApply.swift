// SPDX-License-Identifier: Apache-2.0

import Cache
import OCI
import Plans
import TestSupport

/// What may happen while a plan is applied.
enum SampleApply {
    static let target = PlanTarget(TargetPlace("mirror.example:5000/ocp"))
    static let archive = PlanTarget(TargetPlace("file:///media/usb"))
    static let blob = Digest(of: Array("layer".utf8))

    static func action(_ name: String, at target: PlanTarget = target) -> Action {
        Action(
            kind: .copy,
            type: .additionalImage,
            origins: ["quay.io/\(name)"],
            source: "quay.io/\(name)@\(Digest(of: Array(name.utf8)))",
            destination: "\(target.root)/\(name)",
            digest: Digest(of: Array(name.utf8)),
            size: 100,
            transfer: 60,
            expect: .init(destination: nil),
            reason: "missing at destination",
            requestedBy: ["mirror.additionalImages[0]"],
            platforms: ["linux/amd64"]
        )
    }

    static func deletion(_ tags: [String], reclaim: Int64 = 3 << 20) -> Deletion {
        Deletion(
            kind: .manifest,
            type: .additionalImage,
            origins: ["quay.io/a/b:\(tags[0])"],
            repository: "mirror.example:5000/ocp/a/b",
            digest: Digest(of: Array(tags.joined().utf8)),
            tags: tags,
            size: 100,
            reclaim: reclaim,
            reason: "asked for",
            requestedBy: ["delete.additionalImages[0]"],
            proof: []
        )
    }

    static func plan(
        _ actions: [Action] = [],
        deletions: [Deletion] = [],
        at target: PlanTarget = target
    ) -> Plan {
        Plan(
            configuration: ConfigurationRecord(path: "isc.yaml", digest: blob),
            options: PlanOptions(),
            target: target,
            actions: actions,
            deletions: deletions
        )
    }
}
