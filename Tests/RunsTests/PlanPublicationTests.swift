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
        to out: String,
        overwriting: Bool = false,
        ledger: TargetLedger? = nil
    ) throws -> (plan: PublishedPlan, events: [PublicationEvent]) {
        let publication = PlanPublication(
            of: .init(path: "\(sandbox.path)/isc.yaml", bytes: Array("kind: x\n".utf8)),
            to: PlanOutput(path: out),
            overwritesManifests: overwriting,
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
            overwritesManifests: false,
            trail: fresh,
            ledger: ledger,
            environment: environment
        )
        var events: [PublicationEvent] = []
        _ = try publication.publish(plan) { events.append($0) }
        #expect(events == [.madeRepository(root: folder["fresh"])])
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

    /// Whether git keeps the file, whether it is overwritten by option, and whether the plan is refused.
    @Test(
        "writes over files for clusters of somebody else only where git keeps them, or where that is asked for",
        arguments: [(true, false, false), (false, false, true), (false, true, false), (true, true, false)]
    )
    func foreignManifests(isCommitted: Bool, overwrites: Bool, isRefused: Bool) throws {
        let resource = plan.resources[0]
        if isCommitted {
            try sandbox.commit("mine\n", to: resource.path)
        } else {
            try sandbox.write("mine\n", to: resource.path)
        }
        let before = try commits
        if isRefused {
            #expect(throws: ForeignManifestsError.self) { try publish(plan, to: folder["p"], overwriting: overwrites) }
            #expect(!FileManager.default.fileExists(atPath: folder["p"]))
        } else {
            let events = try publish(plan, to: folder["p"], overwriting: overwrites).events
            #expect(events == (overwrites ? [] : [.replaces(path: resource.path)]))
        }
        let text = String(decoding: try sandbox.directory.read("repository/\(resource.path)"), as: UTF8.self)
        #expect(text == (isRefused ? "mine\n" : resource.content))
        #expect(try commits == before + (isRefused ? 0 : 1))
    }

    @Test("has no changes where nothing is done and the files for clusters are there")
    func unchanged() throws {
        var plan = plan
        (plan.fields.actions, plan.fields.blobs) = ([], [])
        #expect(try publish(plan, to: folder["p"]).plan.hasChanges)
        #expect(try !publish(plan, to: folder["p"]).plan.hasChanges)
    }
}
