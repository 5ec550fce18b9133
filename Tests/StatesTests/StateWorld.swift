// SPDX-License-Identifier: Apache-2.0

import Audit
import Foundation
import GitStore
import Ledger
import OCI
import TestSupport
@testable import Plans

/// A repository in which plans are recorded and applied, without any registry.
final class StateWorld {
    static let target = "mirror.example:5000/ocp"

    let sandbox: GitSandbox
    let environment: [String: String]

    init() throws {
        sandbox = try GitSandbox()
        environment = ["HOME": sandbox.directory["home"], "XDG_STATE_HOME": sandbox.directory["state"]]
    }

    var trail: AuditTrail {
        get throws { try AuditTrail(around: sandbox.path, commits: true, environment: environment) }
    }

    static func digest(_ text: String) -> Digest { Digest(of: Array(text.utf8)) }

    /// A plan of additional images, `<target>/<name>:1`.
    static func plan(
        _ names: [String],
        of configuration: String = "isc.yaml",
        at target: String = target,
        after ledger: TargetLedger? = nil
    ) throws -> PlanFile {
        let actions = names.map { name in
            Action(
                kind: .copy,
                type: .additionalImage,
                origins: ["quay.io/\(name):1"],
                source: "quay.io/\(name)@\(digest(name))",
                destination: "\(target)/\(name):1",
                digest: digest(name),
                size: 0,
                transfer: 0,
                expect: .init(destination: nil),
                reason: "",
                requestedBy: []
            )
        }
        return try PlanFile(
            Plan(
                work: .copiesToRegistry(from: nil),
                configuration: ConfigurationRecord(path: configuration, digest: digest(configuration)),
                options: PlanOptions(),
                target: PlanTarget(TargetPlace(target), lineage: ledger?.lineage, serial: ledger?.serial ?? 0),
                actions: actions,
                resources: []
            )
        )
    }

    /// Records a plan and its complete apply.
    @discardableResult
    func apply(_ names: [String], of configuration: String = "isc.yaml", at target: String = target) throws
        -> TargetLedger
    {
        let trail = try trail
        let before = try trail.ledger(of: target) ?? trail.newLedger(of: target)
        let file = try Self.plan(names, of: configuration, at: target, after: before)
        try trail.record(file, configuration: (configuration, Array(configuration.utf8)), before)
        let outcome = TargetLedger.Outcome(done: file.plan.actions, isComplete: true)
        let after = before.recording(file, outcome)
        try trail.record(file, after, Receipt(of: file, completeIn: after), manifests: [])
        return after
    }
}
