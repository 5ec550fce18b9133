// SPDX-License-Identifier: Apache-2.0

import OCI
import Plans
import TestSupport
import Testing

@testable import ReviewPages
@testable import Reviews

@Suite("The head of the page")
struct HeadlinePartTests {
    private static func html(_ plan: Plan) -> String { HeadlinePart(review: PlanReview(of: plan)).markup.html }

    private static func plan(
        _ work: PlanWork,
        target: String = SamplePlans.registry,
        options: PlanOptions = PlanOptions(),
        sequence: PlannedSequence? = nil
    ) -> Plan {
        Plan(
            Plan.Subject(
                work: work,
                configuration: ConfigurationRecord(path: "isc.yaml", digest: Digest(of: [])),
                options: options,
                target: PlanTarget(TargetPlace(target)),
                sequence: sequence
            )
        )
    }

    @Test(
        "says what kind of plan it is",
        arguments: [
            (plan(.copiesToRegistry(from: nil)), "Plan for mirror.example:5000/ocp"),
            (plan(.copiesToArchive(folder: "usb"), target: "file://usb"), "Plan of an archive in file://usb"),
            (plan(.deletions), "Plan of deletions at mirror.example:5000/ocp"),
        ]
    )
    func title(plan: Plan, title: String) {
        #expect(HeadlinePart(review: PlanReview(of: plan)).title == title)
        #expect(Self.html(plan).contains("<h1>\(title)</h1>"))
    }

    @Test("has the summary line of the text, and only the numbers that are not zero")
    func numbers() {
        let html = Self.html(SamplePlans.update)
        let summary = SummaryText(review: PlanReview(of: SamplePlans.update)).text
        #expect(html.contains("<p class=\"lead\">\(summary)</p>"))
        #expect(html.contains("<div><dt>to copy</dt><dd>12</dd></div>"))
        #expect(html.contains("<div><dt>to update</dt><dd>1</dd></div>"))
        #expect(!html.contains("to delete</dt>") && !html.contains("to reclaim</dt>"))
        #expect(Self.html(SampleDeletions.plan).contains("<div><dt>to reclaim</dt><dd>60.0 MiB</dd></div>"))
    }

    @Test("names the options, earlier names, and the archive that is read")
    func facts() {
        let options = PlanOptions(formerly: ["old <1>.yaml"], prune: true)
        let source = SourceArchive(
            TargetPlace("file://usb"),
            volumes: ["mirror_000001.tar", "mirror_000002.tar"].map { .init(name: $0, size: 1) }
        )
        let html = Self.html(Self.plan(.copiesToRegistry(from: source), options: options))
        #expect(
            html.contains("<dt>Planned with</dt><dd><code>--formerly &#39;old &lt;1&gt;.yaml&#39; --prune</code></dd>")
        )
        #expect(html.contains("<dt>Earlier names</dt><dd>old &lt;1&gt;.yaml</dd>"))
        #expect(html.contains("<dt>Reads from</dt><dd>file://usb: mirror_000001.tar and mirror_000002.tar</dd>"))
        #expect(!html.contains("Compared with plan"))
        #expect(Self.html(SamplePlans.update).contains("<dt>Compared with plan</dt><dd><code>"))
    }

    @Test("has a row for each cause, or no part where the plan does not tell")
    func causes() {
        let part = HeadlinePart(review: PlanReview(of: SamplePlans.update)).causes.html
        let order = ChangeCause.allCases.compactMap { cause in
            part.firstRange(of: "<th scope=\"row\">\(cause.rawValue)</th>")?.lowerBound
        }
        #expect(order.count == 4)
        #expect(order == order.sorted())
        #expect(HeadlinePart(review: PlanReview(of: .sample)).causes == .empty)
    }
}
