// SPDX-License-Identifier: Apache-2.0

import Audit
import Deletions
import Diagnostics
import Foundation
import GitStore
import Ledger
import MirrorConfiguration
import OCI
import Resolution
import Sections
import TestSupport
import Testing
@testable import Plans

@testable import Runs

/// Targets of plans, as options, variables and the record name them.
@Suite("The target of a plan and its record", .waitsForPrograms)
struct RecordedTargetTests {
    private let sandbox: GitSandbox
    private let path: String

    init() throws {
        sandbox = try GitSandbox()
        try sandbox.commit("kind: ImageSetConfiguration\n", to: "isc.yaml")
        path = "\(sandbox.path)/isc.yaml"
    }

    private var trail: AuditTrail { get throws { try AuditTrail(around: path, commits: true, environment: [:]) } }

    /// Records an apply to a target, whose ledger is known from then on.
    @discardableResult
    private func apply(to target: String, configuration: String = "isc.yaml") throws -> TargetLedger {
        var plan = Plan.sample
        plan.fields.target = PlanTarget(TargetPlace(target))
        plan.fields.configuration = ConfigurationRecord(path: configuration, digest: Digest(of: [1]))
        for index in plan.actions.indices { plan.fields.actions[index].fields.destination = "\(target)/a/b:1" }
        (plan.fields.blobs, plan.fields.inSync, plan.fields.resources) = ([], [], [])
        // The first target has the folder of all files for clusters, and every other one a folder of its own.
        let ledger = try trail.newLedger(of: target)
            .recording(try PlanFile(plan), .init(done: plan.actions, isComplete: true))
        try sandbox.commit(
            try String(decoding: LedgerFile.data(of: ledger), as: UTF8.self),
            to: LedgerFile.path(of: target)
        )
        return ledger
    }

    private func recorded(
        _ option: String? = nil,
        variable: String? = nil,
        readsArchive: Bool = false
    ) throws -> RecordedTarget {
        try RecordedTarget(
            around: path,
            choices: RecordingChoices(commits: true),
            option: option,
            readsArchive: readsArchive,
            environment: variable.map { ["MIRROR_TO": $0] } ?? [:]
        ) { _ in }
    }

    private var configuration: ImageSetConfiguration {
        get throws {
            let text = """
                kind: ImageSetConfiguration
                apiVersion: mirror.openshift.io/v2alpha1
                mirror:
                  additionalImages:
                    - name: quay.io/a/b:1

                """
            return try ImageSetConfiguration(bytes: Array(text.utf8), path: path)
        }
    }

    /// The option, the variable, the targets of the record, and what is chosen by what.
    @Test(
        "is the one of the option, else of the variable, else the only one of the record",
        arguments: [
            ("docker://a.example/x", nil, [], "a.example/x", "--to"),
            ("docker://a.example/x", "docker://b.example", ["c.example"], "a.example/x", "--to"),
            (nil, "docker://b.example", ["c.example"], "b.example", "MIRROR_TO"),
            (nil, "", ["c.example"], "c.example", "the only target that is known"),
            ("file:///usb", nil, [], "file:///usb", "--to"),
        ] as [(String?, String?, [String], String, String)]
    )
    func choice(option: String?, variable: String?, known: [String], target: String, name: String) throws {
        for target in known { try apply(to: target) }
        let found = try recorded(option, variable: variable)
        #expect(found.target.description == target && found.name == name)
        #expect(found.trail.root == sandbox.path)
    }

    @Test("is not guessed where the record knows none, or several")
    func unknown() throws {
        #expect(throws: TargetChoiceError.unknown(isRegistry: false)) { try recorded() }
        #expect(throws: TargetChoiceError.unknown(isRegistry: true)) { try recorded(readsArchive: true) }
        try apply(to: "a.example")
        try apply(to: "b.example")
        #expect(throws: TargetChoiceError.several(["a.example", "b.example"])) { try recorded() }
    }

    @Test("is named with what names it where that is no target")
    func noTarget() throws {
        for (option, variable, name) in [("https://x", nil, "--to"), (nil, "https://x", "MIRROR_TO")] {
            let error = #expect(throws: TargetChoiceError.self) { try recorded(option, variable: variable) }
            guard case .noTarget(name, _) = error else {
                Issue.record("\(error as Any)")
                continue
            }
        }
    }

    @Test("has the ledger of the record, or one that begins")
    func ledger() throws {
        let known = try apply(to: "a.example")
        #expect(try recorded("docker://a.example").ledger() == known)
        let fresh = try recorded("docker://b.example").ledger()
        #expect(fresh.serial == 0 && fresh.entries.isEmpty && fresh.target == "b.example")
        #expect(fresh.resourceFolder != known.resourceFolder)
    }

    @Test("has neighbours on its registry, which are asked about where something goes", arguments: [false, true])
    func neighbours(prunes: Bool) throws {
        let own = try apply(to: "a.example/ocp")
        let beside = try apply(to: "a.example/other")
        try apply(to: "b.example")
        let recorded = try recorded("docker://a.example/ocp")
        let request = try recorded.request(configuration, ledger: own, formerly: [], prunes: prunes)
        #expect(request.neighbours == (prunes ? [beside] : []))
        #expect(request.name == "isc.yaml" && request.ledger == own && request.findings == [])
        #expect(try recorded.known(own, maxNestedPaths: 2).neighbours == [beside])
        #expect(try recorded.known(own, maxNestedPaths: 2).mapping.maxNestedPaths == 2)
    }

    @Test("gives what a former name wanted to the configuration, and refuses a name that is unknown")
    func formerNames() throws {
        let ledger = try apply(to: "a.example", configuration: "old.yaml")
        let recorded = try recorded("docker://a.example")
        let request = try recorded.request(configuration, ledger: ledger, formerly: ["old.yaml"], prunes: true)
        #expect(Set(request.ledger.entries.values.flatMap(\.wantedBy)) == ["isc.yaml"])
        #expect(request.findings == [])
        let asked = try recorded.request(configuration, ledger: ledger, formerly: [], prunes: true)
        #expect(asked.findings.map(\.code) == [.lostConfiguration])
        #expect(try recorded.request(configuration, ledger: ledger, formerly: [], prunes: false).findings == [])
        #expect(throws: FormerNameError.self) {
            try recorded.request(configuration, ledger: ledger, formerly: ["none.yaml"], prunes: false)
        }
    }

    @Test("of deletions is no archive")
    func archive() throws {
        try recorded("docker://a.example").requireRegistry()
        let error = #expect(throws: TargetChoiceError.archive(name: "MIRROR_TO", target: "file:///usb")) {
            try recorded(variable: "file:///usb").requireRegistry()
        }
        #expect(
            error?.description == "MIRROR_TO is the archive file:///usb\nName a registry: --to docker://host"
        )
    }

    @Test("is found for a plan whose file may be written, and not for another")
    func filing() throws {
        func target(_ out: String) throws -> RecordedTarget {
            let filing = PlanFiling(
                of: .init(path: path, bytes: []),
                to: PlanOutput(path: out),
                choices: RecordingChoices(commits: true),
                environment: [:]
            )
            return try filing.target(option: "docker://a.example", readsArchive: false) { _ in }
        }
        #expect(try target("\(sandbox.path)/plan.json").target.description == "a.example")
        #expect(try target("-").target.description == "a.example")
        #expect(throws: OutputRefusal.configuration(.plan, path: path)) { try target(path) }
        #expect(throws: OutputRefusal.folder(.plan, path: sandbox.path)) { try target(sandbox.path) }
    }
}
