// SPDX-License-Identifier: Apache-2.0

import Foundation
import Ledger
import OCI
import TestSupport
@testable import Plans

/// Small plans, ledgers and applies for the rules of this room.
enum Sample {
    static let registry = "mirror.example:5000"

    static func digest(_ text: String) -> Digest { Digest(of: Array(text.utf8)) }

    static func copy(_ name: String) -> Action {
        Action(
            kind: .copy,
            type: .additionalImage,
            origins: ["quay.io/\(name):1"],
            source: "quay.io/\(name)@\(digest(name))",
            destination: "\(registry)/\(name):1",
            digest: digest(name),
            size: 0,
            transfer: 0,
            expect: .init(destination: nil),
            reason: "",
            requestedBy: []
        )
    }

    static func deletion(_ name: String, _ tags: [String]) -> Deletion {
        Deletion(
            kind: .manifest,
            type: .additionalImage,
            repository: "\(registry)/\(name)",
            digest: digest(name),
            tags: tags,
            size: 0,
            reclaim: 0,
            reason: "",
            requestedBy: [],
            proof: []
        )
    }

    static func plan(
        _ work: PlanWork = .copiesToRegistry(from: nil),
        _ actions: [Action] = [],
        deletions: [Deletion] = [],
        resources: [Resource] = []
    ) -> Plan {
        Plan(
            work: work,
            configuration: ConfigurationRecord(path: "isc.yaml", digest: digest("isc.yaml")),
            options: PlanOptions(),
            target: PlanTarget(TargetPlace(registry)),
            actions: actions,
            resources: resources,
            deletions: deletions
        )
    }

    /// A ledger in which configurations want images, and placed others.
    static func ledger(wanted: [String: [String]], placed: [String: [String]] = [:]) -> TargetLedger {
        var ledger = TargetLedger(target: registry)
        for name in Set(wanted.keys).union(placed.keys) {
            let destination: PlacedName = "\(registry)/\(name):1"
            ledger.entries[destination] = .init(
                image: PlacedImage(
                    destination: destination,
                    digest: digest(name),
                    type: .additionalImage,
                    origins: ["quay.io/\(name):1"]
                ),
                placed: true,
                placedBy: placed[name] ?? [],
                knowsAttachments: true,
                wantedBy: wanted[name] ?? []
            )
        }
        return ledger
    }
}
