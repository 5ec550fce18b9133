// SPDX-License-Identifier: Apache-2.0

import Plans
import TestSupport
import Testing

@testable import ReviewPages
@testable import Reviews

@Suite("The part about bytes")
struct BytesPartTests {
    private static func html(_ plan: Plan) -> String { BytesPart(review: PlanReview(of: plan)).markup.html }

    @Test("draws the sections, and has their numbers in a table")
    func sections() {
        let html = Self.html(SamplePlans.update)
        #expect(html.contains("<title id=\"treemap-title\">Bytes by section and image: 2.3 GiB to transfer</title>"))
        #expect(
            html.contains(
                "<title>components of mirror.example:5000/ocp/openshift/release-images:4.16.3-x86_64: 1.2 GiB</title>"
            )
        )
        #expect(html.contains("<tr><th scope=\"row\">mirror.platform.channels</th><td class=\"number\">7</td>"))
        #expect(PageTree(html).count("rect") == 3 + 7)
    }

    @Test("tells what shared layers save, the sources and the largest downloads")
    func tables() {
        let html = Self.html(SamplePlans.update)
        #expect(html.contains("Shared layers save <strong>390.0 MiB</strong> (14 %)"))
        #expect(
            html.contains("<th scope=\"row\">quay.io</th><td class=\"number\">13</td><td class=\"number\">2.3 GiB</td>")
        )
        let first = "<caption>The largest downloads</caption>"
        let largest = html.firstRange(of: first).map { html[$0.upperBound...] } ?? ""
        let row = largest.split(separator: "\n").first { $0.hasPrefix("<tr><th scope=\"row\">") }
        #expect(row?.contains("<code>quay.io/team/base:9</code></th><td class=\"number\">700.0 MiB</td>") == true)
    }

    @Test("draws nothing where there is one box, or no byte")
    func small() {
        let one = Self.html(SamplePlans.plan([SamplePlans.action(.copy, "a/b:1")]))
        #expect(!one.contains("<svg") && one.contains("<th scope=\"row\">mirror.additionalImages</th>"))
        #expect(Self.html(SamplePlans.plan([])) == "")
        #expect(Self.html(SampleDeletions.plan).contains("<caption>Bytes to reclaim by section</caption>"))
    }

    @Test("lists volumes with their exact sizes")
    func volumes() {
        var plan = SamplePlans.plan([SamplePlans.action(.copy, "a/b:1")])
        plan.fields.archive = PlannedArchive(
            limit: 1 << 30,
            firstVolume: 1,
            volumes: [.init(name: "mirror_000001.tar", size: 1_234_567)]
        )
        let html = Self.html(plan)
        #expect(html.contains("<caption>Volumes of at most 1.0 GiB</caption>"))
        #expect(html.contains("<th scope=\"row\">mirror_000001.tar</th><td class=\"number\">1234567</td>"))
    }
}
