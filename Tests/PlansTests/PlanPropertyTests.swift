// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import OCI
import TestSupport
import Testing
@testable import Plans

@Suite("Plans of all kinds")
struct PlanPropertyTests {
    @Test("read back as they were written, whatever the spelling of their file", arguments: 0..<60)
    func roundTrips(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        let plan = RandomPlan.make(using: &generator)
        let file = try PlanFile(plan)
        let read = try PlanFile(reading: Data(file.bytes))
        #expect(read == file && read.plan == plan)
        let object = try JSONSerialization.jsonObject(with: Data(file.bytes))
        let compact = try JSONSerialization.data(withJSONObject: object)
        #expect(try PlanFile(reading: compact) == file)
        #expect(try PlanFile(read.plan).bytes == file.bytes)
    }

    @Test("have another id where any of their parts is another one", arguments: 0..<20)
    func ids(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        let plan = RandomPlan.make(using: &generator)
        let id = try PlanFile(plan).id
        let edits: [(inout Plan) -> Void] = [
            { $0.fields.checks.append(Finding(.note, "not-recorded", "another one")) },
            { $0.fields.options.fields.includeDependencies.toggle() },
            { $0.fields.options.fields.maxNestedPaths += 1 },
            { $0.fields.options.fields.since = "2030-01-01" },
            { $0.fields.options.fields.formerly = ["other.yaml"] },
            { $0.fields.options.fields.exactChannels.toggle() },
            { $0.fields.target.fields.serial += 1 },
            { $0.fields.configuration.fields.digest = Digest(of: [UInt8(1)]) },
            {
                $0.fields.graphs = []; $0.fields.upgradePaths = [];
                $0.fields.resources = [Resource(path: "x", content: "x")]
            },
        ]
        for edit in edits {
            var other = plan
            edit(&other)
            #expect(try PlanFile(other).id != id)
        }
    }

    @Test("are of every kind")
    func kinds() {
        let modes = (0..<60).map { seed in
            var generator = SeededGenerator(seed: UInt64(seed))
            return RandomPlan.make(using: &generator).mode
        }
        #expect(Set(modes) == [.registryToRegistry, .diskToRegistry, .registryToDisk, .deletion])
    }
}

/// Makes plans that pass every rule and are as different as a seed is.
enum RandomPlan {
    static func make(using generator: inout some RandomNumberGenerator) -> Plan {
        let works: [PlanWork] = [
            .copiesToRegistry(from: nil), .copiesToRegistry(from: ArchiveValidationTests.volumes),
            .copiesToArchive(folder: "/media/usb"), .deletions,
        ]
        let work = works[Int.random(in: 0..<works.count, using: &generator)]
        guard work != .deletions else {
            var plan = DeletionValidationTests.deleting
            let evidence = evidence(using: &generator)
            plan.fields.checks = evidence.checks
            plan.fields.upgradePaths = evidence.records.upgradePaths
            plan.fields.graphs = evidence.records.graphs
            plan.fields.options = options(using: &generator)
            plan.fields.options.fields.prune = nil
            return plan
        }
        let place = TargetPlace(work.fillsArchive ? "file:///media/usb" : "mirror.example:5000/ocp")
        let root = work.fillsArchive ? "localhost" : "mirror.example:5000/ocp"
        var actions: [Action] = []
        var inSync: [PlacedImage] = []
        for number in 0..<Int.random(in: 1...12, using: &generator) {
            let action = action(number, in: root, using: &generator)
            if number > 0, Bool.random(using: &generator) {
                inSync.append(action.image)
            } else {
                actions.append(action)
            }
        }
        let blobs = blobs(of: actions, root, in: work, using: &generator)
        var plan = Plan(
            Plan.Subject(
                work: work,
                configuration: ConfigurationRecord(path: "a/isc ü.yaml", digest: Digest(of: [0])),
                options: options(using: &generator),
                target: PlanTarget(place, lineage: Digest(of: [7]), serial: Int.random(in: 0...99, using: &generator))
            ),
            evidence: evidence(using: &generator),
            copies: Plan.Copies(actions, blobs: blobs),
            holdings: Plan.Holdings(inSync: inSync)
        )
        guard work.fillsArchive else { return plan }
        plan.fields.archive = PlannedArchive(
            limit: 1000,
            firstVolume: 4,
            volumes: [.init(name: "mirror_000004.tar", size: 1000), .init(name: "mirror_000005.tar", size: 7)]
        )
        return plan
    }

    private static func action(_ number: Int, in root: String, using generator: inout some RandomNumberGenerator)
        -> Action
    {
        let digest = Digest(of: Array("image \(number)".utf8))
        let found: Digest? = Bool.random(using: &generator) ? Digest(of: Array("found \(number)".utf8)) : nil
        let name = "team-\(number % 3)/app-\(number)"
        return Action(
            found == nil ? .copy : .update,
            PlacedImage(
                ImageIdentity(
                    [.additionalImage, .helmImage][Int.random(in: 0...1, using: &generator)],
                    origins: ["quay.io/\(name):1"],
                    digest: digest,
                    platforms: Bool.random(using: &generator) ? ["linux/amd64", "linux/arm64/v8"] : nil
                ),
                at: "\(root)/\(name):1"
            ),
            from: ContentSupply(
                ContentPlace("quay.io/\(name):1@\(digest)"),
                size: Int64.random(in: 0...1 << 40, using: &generator),
                transfer: Int64.random(in: 0...1 << 40, using: &generator)
            ),
            expecting: Action.Expectation(destination: found),
            because: ChangeGrounds(
                ["missing at destination", "\"quoted\"\n\u{7f}\\ ü 🚀"][Int.random(in: 0...1, using: &generator)],
                requestedBy: ["mirror.additionalImages[\(number)]"]
            )
        )
    }

    private static func blobs(
        of actions: [Action],
        _ root: String,
        in work: PlanWork,
        using generator: inout some RandomNumberGenerator
    ) -> [BlobTransfer] {
        actions.enumerated().map { number, action in
            let isThere = Bool.random(using: &generator)
            return BlobTransfer(
                digest: Digest(of: Array("blob \(number)".utf8)),
                size: Int64.random(in: 0...1 << 40, using: &generator),
                source: ContentPlace(action.origins[0].replacing(":1", with: "")),
                home: action.destination.repository,
                atHome: isThere,
                mountInto: isThere ? ["\(root)/other-\(number)"] : []
            ).carried(by: work.fillsArchive && !isThere ? Int.random(in: 4...5, using: &generator) : nil)
        }
    }

    private static func options(using generator: inout some RandomNumberGenerator) -> PlanOptions {
        var options = PlanOptions()
        options.fields.allowMissing = Bool.random(using: &generator)
        options.fields.removeSignatures = Bool.random(using: &generator)
        options.fields.completePaths = Bool.random(using: &generator)
        options.fields.exactChannels = Bool.random(using: &generator)
        options.fields.includeDependencies = Bool.random(using: &generator)
        options.fields.ignoreReleaseSignature = Bool.random(using: &generator)
        options.fields.maxNestedPaths = Int.random(in: 0...4, using: &generator)
        options.fields.formerly = Bool.random(using: &generator) ? ["old.yaml"] : nil
        return options
    }

    private static func evidence(using generator: inout some RandomNumberGenerator) -> Plan.Evidence {
        let numbers = 0..<Int.random(in: 0...3, using: &generator)
        return Plan.Evidence(
            checks: numbers.map {
                Finding(.warning, "unused-block", "`\($0)` blocks no image", at: "isc.yaml:\($0 + 1):5")
            },
            records: [SectionRecord](
                upgradePaths: numbers.map {
                    UpgradePath(
                        product: "ocp",
                        architecture: "amd64",
                        from: "4.14.\($0)",
                        to: "4.16.3",
                        hops: [UpgradeHop(version: "4.16.3", channel: "eus-4.16", isSelected: $0 % 2 == 0)]
                    )
                },
                graphs: numbers.map {
                    GraphRecord(
                        url: "https://example.org/graph",
                        channel: "stable-4.\($0)",
                        architecture: "amd64",
                        digest: Digest(of: [UInt8($0)])
                    )
                }
            )
        )
    }
}
