// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import OCI
import TestSupport
import Testing
@testable import Plans

@testable import Reviews

@Suite("The comparison of two plans")
struct PlanComparisonTests {
    private func comparison(_ before: Plan?, _ after: Plan?) throws -> PlanComparison {
        PlanComparison(from: try before.map { try PlanFile($0) }, to: try after.map { try PlanFile($0) })
    }

    @Test("finds no difference between a plan and the one after its apply")
    func applied() throws {
        let before = SamplePlans.plan
        var after = before
        after.fields.inSync = before.actions.map(\.image)
        after.fields.actions = []
        let found = try comparison(before, after)
        #expect(!found.isDifferent)
        #expect(found.staying == 5)
        #expect(found.transfer == 0)
    }

    @Test("names images that come, change and go, and adds up what comes")
    func images() throws {
        let before = SamplePlans.plan
        var after = before
        after.fields.actions.removeFirst()
        after.fields.actions[0].fields.digest = Digest(of: [9])
        after.fields.actions.append(SamplePlans.action(.copy, "a/e:10", size: 300, transfer: 200))
        after.fields.actions.append(SamplePlans.action(.copy, "a/e:9", size: 30, transfer: 20))
        let found = try comparison(before, after)
        #expect(found.images.map(\.change) == [.dropped, .changed, .added, .added])
        #expect(found.images.map(\.destination) == ["a/b:1", "a/c:2", "a/e:9", "a/e:10"])
        #expect(found.images.map(\.name) == ["a/b:1", "a/c:2", "a/e:9", "a/e:10"].map { "quay.io/\($0)" })
        #expect(found.images[0].before == before.actions[0].digest && found.images[0].after == nil)
        #expect(found.images[1].before == before.actions[1].digest && found.images[1].after == Digest(of: [9]))
        #expect(found.size == 5 << 30 + 330)
        #expect((found.count(.added), found.count(.changed), found.count(.dropped)) == (2, 1, 1))
        #expect(found.staying == 3)
    }

    @Test("compares plans for two targets by the names below them")
    func targets() throws {
        var other = SamplePlans.plan
        other.fields.target = PlanTarget(TargetPlace("test.example/x"))
        for index in other.actions.indices {
            let name = "\(other.actions[index].destination)".replacing(
                "mirror.example:5000/ocp",
                with: "test.example/x"
            )
            other.fields.actions[index].fields.destination = PlacedName(name)
        }
        #expect(!(try comparison(SamplePlans.plan, other).isDifferent))
    }

    @Test("takes a plan that is not there as one that wants nothing")
    func absent() throws {
        let found = try comparison(nil, SamplePlans.plan)
        #expect(found.before == nil && found.count(.added) == 5)
        #expect(try comparison(SamplePlans.plan, nil).count(.dropped) == 5)
        #expect(!(try comparison(nil, nil).isDifferent))
    }

    @Test("finds options, files for clusters and deletions of only one")
    func others() throws {
        let before = SamplePlans.plan
        var after = before
        after.fields.options = PlanOptions(allowMissing: true, maxNestedPaths: 2)
        after.fields.resources = [Resource(path: "cluster-resources/a.yaml", content: "x")]
        let found = try comparison(before, after)
        #expect(found.options.added == ["--allow-missing", "--max-nested-paths 2"])
        #expect(found.manifests.added == ["cluster-resources/a.yaml"])
        var edited = after
        edited.fields.resources = [Resource(path: "cluster-resources/a.yaml", content: "y")]
        #expect(try comparison(after, edited).manifests.changed == ["cluster-resources/a.yaml"])
        #expect(found.isDifferent && found.images.isEmpty)
        let deletions = try comparison(SampleDeletions.operators, SampleDeletions.release).deletions
        #expect(deletions.added.contains("openshift/release-images:4.16.1-x86_64"))
        #expect(deletions.dropped.contains("team/index:v1"))
        #expect(deletions.added.contains("only the tag openshift/release:4.16.1-x86_64-cli"))
    }

    @Test("tells operators by their channels, heads and bundles")
    func operators() throws {
        let after = SampleChanges.plan
        let old = CatalogRecord(
            destination: SampleChanges.catalog,
            packages: [
                CatalogRecord.Package(
                    name: "logging",
                    defaultChannel: "stable-6.1",
                    channels: [
                        CatalogRecord.Channel(
                            name: "stable-6.1",
                            head: "logging.v6.1.4",
                            entries: [SampleChanges.entry("6.1.4")]
                        ),
                        CatalogRecord.Channel(
                            name: "stable-6.2",
                            head: "logging.v6.2.0",
                            entries: [SampleChanges.entry("6.1.9"), SampleChanges.entry("6.2.0")]
                        ),
                    ]
                ),
                CatalogRecord.Package(name: "zoo", defaultChannel: "a", channels: []),
            ]
        )
        let before = Plan(
            after.subject,
            evidence: Plan.Evidence(records: [.catalog(old)]),
            copies: after.copies,
            holdings: after.holdings,
            resources: after.resources
        )
        let found = try comparison(before, after)
        #expect(found.operators.map(\.package) == ["logging", "zoo"])
        #expect(found.operators.map(\.kind) == [.changed, .removed])
        let channels = found.operators[0].channels
        let expected = SampleChanges.moved.channels
        #expect(channels.map(\.name) == expected.map(\.name) && channels.map(\.kind) == expected.map(\.kind))
        #expect(channels.map(\.headBefore) == expected.map(\.headBefore))
        #expect(channels.map { $0.headAfter?.version } == [nil, "6.2.1"])
        #expect(channels.map { $0.added.map(\.version) } == [[], ["6.2.1"]])
        #expect(channels.map { $0.removed.map(\.version) } == [["6.1.4"], []])
        #expect(found.operators[0].defaultAfter == "stable-6.2")
        #expect(!(try comparison(after, after).isDifferent))
    }

    @Test("tells releases by processor, in the order of versions")
    func releases() throws {
        func plan(_ versions: [String]) -> Plan {
            var plan = SamplePlans.plan
            plan.fields.actions = versions.map { version in
                var action = SamplePlans.action(.copy, "release:\(version)", type: .releasePayload)
                action.fields.release = ReleaseFacts(version: version, architecture: "amd64", signatures: [])
                return action
            }
            return plan
        }
        let found = try comparison(plan(["4.15.9", "4.15.1"]), plan(["4.15.11", "4.15.9", "4.15.10"])).releases
        #expect(
            found == [
                ComparedReleases(
                    architecture: "amd64",
                    added: ["4.15.10", "4.15.11"],
                    dropped: ["4.15.1"],
                    staying: 1
                )
            ]
        )
    }

    @Test("reads as text, as Markdown and as JSON")
    func renderings() throws {
        let before = SampleChanges.plan
        var after = before
        after.fields.actions[1].fields.digest = Digest(of: [9])
        after.fields.actions.append(SamplePlans.action(.copy, "a/e:1", size: 3 << 20, transfer: 1 << 20))
        after.fields.options = PlanOptions(allowMissing: true)
        let plans = [Plan(after.subject, evidence: before.evidence, copies: after.copies, holdings: before.holdings)]
        let found = try comparison(before, plans[0])
        let text = ComparisonText(found, style: .plain, remark: "--json shows all").text
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().path + "/x"
        try expectGolden(text, "comparison.txt", beside: folder)
        try expectGolden(ComparisonMarkdown([found]).text, "comparison.md", beside: folder)
        try expectGolden(try ComparisonJSON([found]).text, "comparison.json", beside: folder)
        let same = try comparison(before, before)
        #expect(ComparisonMarkdown([same]).text == "# Nothing changes\n\nBoth sides plan the same.\n")
        #expect(
            ComparisonText(same, style: .plain, remark: "").text.hasSuffix(
                "No difference: both want the same 5 images.\n"
            )
        )
    }

    @Test("stays small for thousands of images, and says what is left out")
    func large() throws {
        var after = LargePlan.plan(images: 3000)
        after.fields.actions.removeFirst()
        let found = try comparison(SamplePlans.plan, after)
        let markdown = ComparisonMarkdown([found, found, found]).text
        #expect(markdown.utf8.count <= PlanMarkdown.sizeLimit)
        #expect(markdown.components(separatedBy: "\n## ").count == 4)
        let text = ComparisonText(found, style: .plain, remark: "--json shows all").text
        #expect(text.contains("    and \(found.images.count - 200) more (--json shows all)\n"))
    }

    @Test("keeps hostile names apart from the page, and off the terminal")
    func hostile() throws {
        for piece in HostileText.pieces {
            var after = SamplePlans.plan
            after.fields.actions[0].fields.origins = [piece]
            after.fields.actions[0].fields.digest = Digest(of: [9])
            after.fields.configuration = ConfigurationRecord(path: piece, digest: Digest(of: []))
            let found = try comparison(SamplePlans.plan, after)
            let lines = ComparisonMarkdown([found]).text.split(separator: "\n").map {
                ScannedMarkdown(String($0)).skeleton
            }
            #expect(lines.count { $0.hasPrefix("#") } == 2, "\(piece.debugDescription)")
            #expect(lines.first { $0.hasPrefix("| changed") } == "| changed | □ | □ | 120.0 MiB | □ → □ |")
            let text = ComparisonText(found, style: .plain, remark: "").text
            #expect(!text.contains("\u{1b}"), "\(piece.debugDescription)")
        }
    }
}
