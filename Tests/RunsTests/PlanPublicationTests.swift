// SPDX-License-Identifier: Apache-2.0

import Audit
import ClusterResources
import Diagnostics
import Foundation
import Ledger
import OCI
import Reviews
import TestSupport
import Testing
@testable import Plans

@testable import Runs

/// Plans that are written and recorded, in a repository of their own.
@Suite("The publication of a plan", .waitsForPrograms)
struct PlanPublicationTests {
    private let sandbox: GitSandbox
    private let folder: TemporaryDirectory
    private let plan = Plan.sample

    init() throws {
        sandbox = try GitSandbox()
        folder = try TemporaryDirectory()
        try sandbox.commit("kind: x\n", to: "isc.yaml")
    }

    private var environment: [String: String] { ["HOME": folder.path, "XDG_STATE_HOME": folder["state"]] }

    private var trail: AuditTrail {
        get throws { try AuditTrail(around: "\(sandbox.path)/isc.yaml", commits: true, environment: environment) }
    }

    private var ledger: TargetLedger { TargetLedger(target: plan.target.name) }

    /// Publishes a plan at a path in the repository or beside it.
    private func publish(
        _ plan: Plan,
        to out: String?,
        adopting: Bool = false,
        isDryRun: Bool = false,
        ledger: TargetLedger? = nil
    ) throws -> (plan: PublishedPlan, events: [PublicationEvent]) {
        let publication = PlanPublication(
            of: .init(path: "\(sandbox.path)/isc.yaml", bytes: Array("kind: x\n".utf8)),
            to: PlanOutput(path: out),
            choices: RecordingChoices(commits: true, adoptsManifests: adopting, isDryRun: isDryRun),
            trail: try trail,
            ledger: ledger ?? self.ledger,
            environment: environment
        )
        var events: [PublicationEvent] = []
        let made = MadePlan(plan, publishedBy: publication)
        return (try made.publish { events.append($0) }, events)
    }

    private var commits: Int {
        get throws { Int(try sandbox.git("rev-list", "--count", "HEAD").trimmingCharacters(in: .newlines)) ?? 0 }
    }

    @Test("writes the file, and commits it with its configuration and the files for clusters")
    func publishes() throws {
        let (published, events) = try publish(plan, to: "\(sandbox.path)/plan.json")
        let file = try PlanFile(plan)
        #expect(published.file.id == file.id && events == [])
        #expect(published.manifests.map(\.path) == plan.resources.map(\.path) && published.hasChanges)
        #expect(try sandbox.directory.read("repository/plan.json") == file.bytes)
        #expect(try trail.holds(file.id) && commits == 2)
        #expect(try sandbox.git("show", "HEAD:plans/\(file.id.short)/isc.yaml") == "kind: x")
        #expect(
            try sandbox.git("show", "HEAD:\(plan.resources[0].path)")
                == plan.resources[0].content.trimmingCharacters(in: .newlines)
        )
        // Beside its record the plan is found without help.
        #expect(try StateFolder(environment: environment).trail(of: file.id) == nil)
    }

    @Test("has beside the plan's file the text for people, as it follows from the file alone, also for deletions")
    func textForPeople() throws {
        let deletion = plan.deleting([], keeping: [], in: [])
        for plan in [plan, deletion] {
            let file = try publish(plan, to: folder["plan.json"]).plan.file
            let text = try sandbox.directory.read("repository/plans/\(file.id.short)/plan.md")
            let read = try PlanFile(
                reading: Data(sandbox.directory.read("repository/plans/\(file.id.short)/plan.json"))
            )
            #expect(String(decoding: text, as: UTF8.self) == PlanMarkdown(of: read).text)
            #expect(try sandbox.git("status", "--porcelain", "plans") == "")
        }
    }

    @Test("writes with the first record what makes forges fold plans, once")
    func attributes() throws {
        _ = try publish(plan, to: folder["plan.json"])
        let lines = try sandbox.git("show", "HEAD:.gitattributes").split(separator: "\n").map(String.init)
        #expect(lines == AuditTrail.attributes)
        let folded = try sandbox.git(
            "check-attr",
            "linguist-generated",
            "plans/0123456789ab/plan.json",
            "plans/x/plan.md"
        )
        #expect(
            folded.contains("plan.json: linguist-generated: set")
                && folded.contains("plan.md: linguist-generated: unspec")
        )
        try sandbox.git("rm", "--quiet", ".gitattributes")
        try sandbox.git("commit", "--quiet", "--message", "We do not want it")
        let next = plan.with(resources: [])
        let events = try publish(next, to: folder["plan.json"]).events
        #expect(events == [] && !FileManager.default.fileExists(atPath: "\(sandbox.path)/.gitattributes"))
    }

    @Test("leaves a .gitattributes of the user as it is, and says once which lines it lacks")
    func foreignAttributes() throws {
        try sandbox.commit("* text=auto\n", to: ".gitattributes")
        let events = try publish(plan, to: folder["plan.json"]).events
        #expect(events == [.keepsAttributes(lines: Array(AuditTrail.attributes.dropFirst()))])
        #expect(try publish(plan.with(resources: []), to: folder["plan.json"]).events == [])
        #expect(try sandbox.git("show", "HEAD:.gitattributes") == "* text=auto")
    }

    @Test("writes no other file than those of the record where none is asked for, and says which these are")
    func recordOnly() throws {
        let published = try publish(plan, to: nil).plan
        #expect(published.path == nil)
        #expect(try sandbox.git("status", "--porcelain") == "")
        let folder = "plans/\(published.file.id.short)"
        let record = published.record
        #expect(
            record.written == [
                ".gitattributes", plan.resources[0].path, "\(folder)/isc.yaml", "\(folder)/plan.json",
                "\(folder)/plan.md",
            ]
        )
        #expect(record.removed == [] && record.root == sandbox.path && !record.canBePushed)
        #expect(try record.commit == sandbox.git("rev-parse", "HEAD").trimmingCharacters(in: .newlines))
        // From another folder its id is enough.
        #expect(try StateFolder(environment: environment).trail(of: published.file.id) == trail.root)
        #expect(try publish(plan, to: nil).plan.record.isEmpty)
    }

    @Test("remembers the record of a plan that is written elsewhere")
    func elsewhere() throws {
        let published = try publish(plan, to: folder["plan.json"]).plan
        #expect(try StateFolder(environment: environment).trail(of: published.file.id) == trail.root)
        let shown = ShownManifests.changes(of: published.file, path: folder["plan.json"], environment: environment)
        #expect(shown?.isEmpty == true)
    }

    @Test("hands the plan out where it goes to standard output, and writes no file")
    func standardOutput() throws {
        let (published, events) = try publish(plan, to: "-")
        #expect(events == [.plan(published.file.bytes)])
        #expect(try trail.holds(published.file.id))
        #expect(!FileManager.default.fileExists(atPath: "\(sandbox.path)/-"))
    }

    @Test("says that it makes a repository where there is none")
    func newRepository() throws {
        try folder.write("kind: x\n", to: "fresh/isc.yaml")
        let fresh = try AuditTrail(around: folder["fresh/isc.yaml"], commits: true, environment: environment)
        let publication = PlanPublication(
            of: .init(path: folder["fresh/isc.yaml"], bytes: []),
            to: PlanOutput(path: folder["fresh/plan.json"]),
            choices: RecordingChoices(commits: true),
            trail: fresh,
            ledger: ledger,
            environment: environment
        )
        var events: [PublicationEvent] = []
        #expect(try publication.publish(plan) { events.append($0) }.record.madeRepository)
        #expect(events == [])
        #expect(FileManager.default.fileExists(atPath: folder["fresh/.git"]))
    }

    @Test("neither writes nor records a plan with an error")
    func refused() throws {
        var plan = plan
        plan.fields.checks = [Finding(.error, "unused-block", "it is wrong")]
        #expect(throws: PlanRefusal.self) { try publish(plan, to: "\(sandbox.path)/plan.json") }
        #expect(!FileManager.default.fileExists(atPath: "\(sandbox.path)/plan.json"))
        #expect(try commits == 1)
    }

    @Test("neither writes nor records a plan where the ledger changed while it was made")
    func outrun() throws {
        var old = ledger
        old.serial = 4
        let error = #expect(throws: AuditTrailError.self) {
            try publish(plan, to: "\(sandbox.path)/plan.json", ledger: old)
        }
        #expect(error.map { "\($0)" }?.contains(plan.target.name) == true)
        #expect(!FileManager.default.fileExists(atPath: "\(sandbox.path)/plan.json"))
        #expect(try commits == 1)
    }

    @Test("does not write over the configuration, or over a file of somebody else")
    func foreignFile() throws {
        try folder.write("mine\n", to: "mine.txt")
        #expect(throws: OutputRefusal.configuration(.plan, path: "\(sandbox.path)/isc.yaml")) {
            try publish(plan, to: "\(sandbox.path)/isc.yaml")
        }
        #expect(throws: OutputRefusal.foreign(.plan, path: folder["mine.txt"])) {
            try publish(plan, to: folder["mine.txt"])
        }
        #expect(try folder.read("mine.txt") == Array("mine\n".utf8))
        #expect(try commits == 1)
    }

    @Test("replaces a plan that was written before")
    func again() throws {
        try folder.write("", to: "plan.json")
        let first = try publish(plan, to: folder["plan.json"]).plan.file
        var other = plan
        other.fields.resources = []
        let second = try publish(other, to: folder["plan.json"]).plan
        #expect(second.file.id != first.id && second.manifests.map(\.path) == plan.resources.map(\.path))
        #expect(try folder.read("plan.json") == second.file.bytes)
        #expect(!FileManager.default.fileExists(atPath: "\(sandbox.path)/\(plan.resources[0].path)"))
    }

    @Test(
        "replaces files for clusters of somebody else only where that is asked for, whether git has them or not",
        arguments: [(true, false), (false, false), (false, true), (true, true)]
    )
    func foreignManifests(isCommitted: Bool, adopts: Bool) throws {
        let resource = plan.resources[0]
        if isCommitted {
            try sandbox.commit("mine\n", to: resource.path)
        } else {
            try sandbox.write("mine\n", to: resource.path)
        }
        let before = try commits
        if adopts {
            let events = try publish(plan, to: folder["p"], adopting: true).events
            #expect(events == [.replaces(path: resource.path, isInGit: isCommitted)])
        } else {
            #expect(throws: ForeignManifestsError.self) { try publish(plan, to: folder["p"]) }
            #expect(!FileManager.default.fileExists(atPath: folder["p"]))
        }
        let text = String(decoding: try sandbox.directory.read("repository/\(resource.path)"), as: UTF8.self)
        #expect(text == (adopts ? resource.content : "mine\n"))
        #expect(try commits == before + (adopts ? 1 : 0))
    }

    /// A plan that copies nothing, with the files for clusters in place.
    private func unchanged() throws -> Plan {
        var plan = plan
        (plan.fields.actions, plan.fields.blobs, plan.fields.inSync, plan.fields.graphs) = ([], [], [], [])
        let first = try publish(plan, to: nil).plan
        #expect(first.hasChanges && first.recording == .recorded && first.effects.changesManifests)
        return plan
    }

    @Test("is not recorded where nothing would change, not even the ledger; the file is written if it is asked for")
    func nothing() throws {
        var plan = try unchanged()
        plan.fields.checks = [Finding(.note, "unused-block", "so that it is another plan")]
        let before = try commits
        let published = try publish(plan, to: folder["p"]).plan
        #expect(!published.hasChanges && published.effects.isNothing && published.recording == .unneeded)
        #expect(try commits == before && !trail.holds(published.file.id) && published.record.isEmpty)
        #expect(try folder.read("p") == published.file.bytes)
    }

    @Test("is recorded where only the ledger would change")
    func wishes() throws {
        var plan = try unchanged()
        plan.fields.inSync = [Plan.sample.actions[0].image]
        let published = try publish(plan, to: nil).plan
        #expect(!published.hasChanges && published.effects.changesLedger && published.recording == .recorded)
        #expect(try trail.holds(published.file.id))
    }

    @Test("writes nothing in a dry run but the file that is asked for", arguments: [false, true])
    func dryRun(hasFile: Bool) throws {
        try sandbox.write("staged", to: "other")
        func state() throws -> String {
            try sandbox.git("status", "--porcelain", "--ignored") + sandbox.git("rev-parse", "HEAD")
                + toolOutput(
                    ["sh", "-c", "find . -type f | sort | xargs sha256sum"],
                    environment: [:],
                    in: sandbox.path
                )
        }
        let before = try state()
        let published = try publish(plan, to: hasFile ? folder["p"] : nil, isDryRun: true).plan
        #expect(published.recording == .dryRun && published.hasChanges && published.record.isEmpty)
        #expect(try state() == before)
        #expect(FileManager.default.fileExists(atPath: folder["p"]) == hasFile)
        #expect(!FileManager.default.fileExists(atPath: folder["state"]))
    }

    @Test("is refused in a dry run for the same reasons")
    func refusedDryRun() throws {
        try sandbox.write("mine\n", to: plan.resources[0].path)
        #expect(throws: ForeignManifestsError.self) { try publish(plan, to: nil, isDryRun: true) }
    }
}
