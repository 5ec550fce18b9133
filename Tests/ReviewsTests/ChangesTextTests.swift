// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import TestSupport
import Testing
@testable import Plans

@testable import Reviews

@Suite("The text about what changes")
struct ChangesTextTests {
    private static let catalog: PlacedName = "mirror.example:5000/ocp/redhat/index:v4.18"

    private static func entry(_ version: String) -> CatalogEntry {
        CatalogEntry(name: "logging.v\(version)", version: version)
    }

    private static func channel(
        _ name: String,
        _ kind: OperatorChange.Kind = .changed,
        from before: CatalogEntry?,
        to after: CatalogEntry?,
        added: [CatalogEntry] = [],
        removed: [CatalogEntry] = []
    ) -> OperatorChange.Channel {
        OperatorChange.Channel(
            name: name,
            kind: kind,
            heads: (before: before, after: after),
            added: added,
            removed: removed
        )
    }

    private static func change(
        _ name: String,
        _ kind: OperatorChange.Kind,
        _ cause: ChangeCause,
        defaults: (before: String?, after: String?) = ("stable", "stable"),
        _ channels: [OperatorChange.Channel]
    ) -> OperatorChange {
        OperatorChange(name, in: catalog, kind, because: cause, defaults: defaults, channels: channels)
    }

    private static func text(of plan: Plan) -> String {
        PlanText(PlanReview(of: plan), style: .plain, remark: "--json shows all").text
    }

    /// A plan with every kind of change and every cause.
    private static var plan: Plan {
        var plan = SamplePlans.plan
        for (index, cause) in [ChangeCause.configuration, .repair, .drift, .upstream].enumerated() {
            plan.fields.actions[index].fields.cause = cause
        }
        plan.fields.actions[1].fields.reason = "deleted since apply of plan 0123456789ab"
        plan.fields.actions[2].fields.reason =
            "overwritten since apply of plan 0123456789ab, destination holds sha256:4bf5122f3445"
        plan.fields.actions[2].fields.replaced = ReplacedContent(
            before: ContentDescription(created: "2026-01-02T03:04:05Z", version: "2.3"),
            after: ContentDescription(created: "2026-02-03T04:05:06Z")
        )
        let (old, new) = (entry("6.2.0"), entry("6.2.1"))
        plan.fields.changes = PlannedChanges(
            since: Digest(of: [3]),
            operators: [
                change(
                    "cluster-logging",
                    .changed,
                    .upstream,
                    defaults: ("stable", "stable-6.2"),
                    [
                        channel("stable", .removed, from: old, to: nil, removed: [old]),
                        channel("stable-6.2", from: old, to: new, added: [new], removed: [old]),
                        channel("stable-6.3", .added, from: nil, to: new, added: [new]),
                        channel("tech", from: new, to: new, removed: [old]),
                    ]
                ),
                change("gone", .removed, .configuration, [channel("alpha", .removed, from: old, to: nil)]),
                change("many", .added, .configuration, [channel("a", .added, from: nil, to: nil)]),
            ],
            releases: [
                ReleaseChange(
                    architecture: "amd64",
                    because: .upstream,
                    added: ["4.15.9", "4.15.11"],
                    dropped: ["4.14.1"],
                    staying: 3
                )
            ]
        )
        return plan
    }

    @Test("names operators with channels and versions, releases, and each cause with its images")
    func golden() throws { try expectGolden(Self.text(of: Self.plan), "plan-changes.txt") }

    @Test("is not there for a plan that does not tell")
    func earlier() { #expect(!Self.text(of: SamplePlans.plan).contains("What changes")) }

    @Test("has a bound, however many operators change")
    func bounded() {
        var plan = Self.plan
        plan.fields.changes = PlannedChanges(
            since: nil,
            operators: (0..<500).map { number in
                Self.change("o\(number)", .added, .upstream, [Self.channel("a", .added, from: nil, to: nil)])
            }
        )
        let text = Self.text(of: plan)
        #expect(text.contains("What changes\n") && text.contains("  and 460 more (--json shows all)\n"))
    }

    @Test("shows no control character that a plan may hold")
    func hostile() {
        let escape = "\u{1b}[2A"
        var plan = Self.plan
        let head = CatalogEntry(name: escape, version: escape)
        plan.fields.actions[2].fields.replaced = ReplacedContent(
            before: ContentDescription(created: escape, version: escape),
            after: nil
        )
        plan.fields.changes = PlannedChanges(
            since: nil,
            operators: OperatorChange.Kind.allKinds.map { kind in
                Self.change(
                    escape,
                    kind,
                    .upstream,
                    defaults: (escape, "x"),
                    [Self.channel(escape, kind, from: head, to: head)]
                )
            },
            releases: [
                ReleaseChange(architecture: escape, because: .drift, added: [escape], dropped: [escape], staying: 1)
            ]
        )
        #expect(!Self.text(of: plan).unicodeScalars.contains("\u{1b}"))
    }
}

extension OperatorChange.Kind {
    fileprivate static let allKinds: [Self] = [.added, .changed, .removed]
}
