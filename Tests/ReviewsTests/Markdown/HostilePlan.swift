// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import TestSupport
@testable import Plans

@testable import Reviews

/// A plan with foreign text in every field, which a file can hold before it is validated.
enum HostilePlan {
    static func plan(of texts: [String]) throws -> Plan {
        var next = 0
        func text() -> String {
            next += 1
            return texts[next % texts.count]
        }
        func placed() -> PlacedName { PlacedName(text()) }
        let base = SamplePlans.catalogPlan
        let actions = base.actions.map { action in
            Action(
                action.kind,
                PlacedImage(
                    ImageIdentity(action.type, origins: [text(), text()], digest: action.digest, platforms: [text()]),
                    at: action.destination,
                    facts: .release(ReleaseFacts(version: text(), architecture: text(), signatures: []))
                ),
                from: action.supply,
                expecting: action.expect,
                because: ChangeGrounds(
                    text(),
                    requestedBy: action.requestedBy,
                    cause: .drift,
                    replaced: ReplacedContent(before: ContentDescription(created: text(), version: text()), after: nil)
                ),
                partOf: action.partOf
            )
        }
        func entry() -> CatalogEntry {
            CatalogEntry(name: "\(text())\(next)", version: text(), replaces: text(), skips: [text()])
        }
        let channel = OperatorChange.Channel(
            name: text(),
            kind: .changed,
            heads: (CatalogEntry(name: "a"), entry()),
            added: [entry()],
            removed: [entry()]
        )
        let operators = OperatorChange(
            text(),
            in: placed(),
            .changed,
            because: .upstream,
            defaults: ("a", "b"),
            channels: [channel]
        )
        let risk = UpgradeRisk(name: text(), url: "u" + text(), message: text())
        let path = UpgradePath(
            product: text(),
            architecture: text(),
            from: text(),
            to: text(),
            hops: [UpgradeHop(version: text(), channel: text(), isSelected: false, risks: [risk])]
        )
        return Plan(
            Plan.Subject(
                configuration: ConfigurationRecord(path: text(), digest: Digest(of: [])),
                options: PlanOptions(since: text()),
                target: PlanTarget(TargetPlace(text()))
            ),
            evidence: Plan.Evidence(
                checks: [Finding(.warning, .unknown, "x \(line(text()))", remedy: "x \(line(text()))", at: nil)],
                records: [.upgradePath(path)],
                changes: PlannedChanges(
                    since: nil,
                    operators: [operators],
                    releases: [
                        ReleaseChange(
                            architecture: text(),
                            because: .drift,
                            added: [text()],
                            dropped: [text()],
                            staying: 1
                        )
                    ]
                )
            ),
            copies: Plan.Copies(actions),
            removals: Plan.Removals([], kept: [kept(text(), neededBy: text())]),
            resources: [Resource(path: "a/\(text())", content: "kind: \(text())\n")]
        )
    }

    /// A text without line feeds: those of a remedy are meant.
    private static func line(_ text: String) -> String { text.filter { !$0.isNewline } }

    private static func kept(_ name: String, neededBy: String) -> KeptImage {
        KeptImage(
            type: .additionalImage,
            destination: PlacedName(name),
            digest: Digest(of: []),
            requestedBy: [],
            neededBy: [neededBy]
        )
    }

    /// The lines of the plan's Markdown without foreign text: code spans, plain words of sentences and labels of graphs.
    static func skeleton(of texts: [String]) throws -> [String] {
        let review = PlanReview(of: try plan(of: texts))
        let lines = PlanMarkdown(review, of: Digest(of: [])).text.split(
            separator: "\n",
            omittingEmptySubsequences: false
        )
        var isGraph = false
        return lines.map { line in
            if line.hasPrefix("```") { isGraph.toggle() }
            let scanned = isGraph || line.hasPrefix("```") ? String(line) : ScannedMarkdown(String(line)).skeleton
            return isGraph ? scanned.replacing(/\[".*"\]/, with: "[label]") : reduced(scanned)
        }
    }

    /// What sentences leave of foreign text are words and punctuation; how many there are depends on the text.
    private static func reduced(_ line: String) -> String {
        line.replacing(/[^|#*<>\/\[\]~_\\"=-]+/, with: "·")
    }
}
