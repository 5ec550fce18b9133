// SPDX-License-Identifier: Apache-2.0

import Plans
import TestSupport
import Testing

@testable import ReviewPages
@testable import Reviews

/// In a real browser, because only it knows whether the policy lets the style and the script in, and what the script does.
@Suite(
    "The page in a browser",
    .waitsForPrograms,
    .enabled(if: Browser.isInstalled, "chromium is not installed; `make setup` installs it"),
    .serialized
)
struct BrowserTests {
    @Test("is read as it was written, and the filter shows what contains a text")
    func filter() throws {
        let html = PlanPage(PlanReview(of: SamplePlans.update)).text
        let plain = try Browser.visit(html)
        #expect(plain.complaints == [])
        let written = PageTree(html)
        for name in ["h1", "h2", "h3", "h4", "h5", "th", "tr", "svg", "path", "details", "section"] {
            #expect(plain.dom.count(name) == written.count(name), "\(name)")
        }
        #expect(plain.html.contains("<div id=\"tools\" role=\"search\">"))
        let filtered = try Browser.visit(html, fragment: "filter=TEAM%2Fweb")
        #expect(filtered.complaints == [])
        #expect(filtered.html.contains("role=\"status\">1 of 11 entries contain this text<"))
        let rows = filtered.html.split(separator: "\n").filter { $0.hasPrefix("<tr class=\"item\"") }
        #expect(rows.count == 6)
        #expect(
            rows.filter { !$0.hasPrefix("<tr class=\"item\" hidden") }.map { $0.contains("quay.io/team/web:latest") }
                == [true]
        )
    }

    @Test("says all of it where scripts do not run")
    func noScript() throws {
        let html = PlanPage(PlanReview(of: SamplePlans.update)).text
        let forbidding = html.replacing(
            "<meta charset=\"utf-8\">",
            with: "<meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\" content=\"script-src 'none'\">"
        )
        let visit = try Browser.visit(forbidding, fragment: "filter=nothing")
        #expect(visit.complaints.count == 1)
        #expect(visit.html.contains("<div id=\"tools\" role=\"search\" hidden=\"\">"))
        #expect(!visit.html.contains("class=\"item\" hidden"))
        for text in ["quay.io/team/web:latest", "cluster-logging.v6.2.1", "SlowDisks", "Remove the pattern."] {
            #expect(visit.html.contains(text))
        }
    }

    @Test("asks no server for anything, whatever stands in the plan")
    func offline() throws {
        let server = try LoopbackServer { try $0.respond(200, body: []) }
        // The server can be reached by pages in general.
        _ = try Browser.visit("<!DOCTYPE html><title>x</title><img src=\"\(server.url)/open\">")
        try #require(server.requests.map(\.target) == ["/open"])
        let attack = "x\"><img src=\"\(server.url)/a\"><style>@import '\(server.url)/b';</style>"
        let page = PlanPage(PlanReview(of: SamplePlans.plan([SamplePlans.action(.copy, attack)]))).text
        // Even an element that came in would be stopped by the policy: the only complaint is about this one.
        let visit = try Browser.visit(page.replacing("<main ", with: "<img src=\"\(server.url)/c\"><main "))
        #expect(visit.complaints.count == 1)
        #expect(visit.complaints.allSatisfy { $0.contains("/c") && $0.contains("Content Security Policy") })
        #expect(visit.html.contains("\(server.url)/a"))
        #expect(server.requests.count == 1)
    }

    @Test("filters ten thousand images")
    func large() throws {
        let actions = (0..<10_000).map { SamplePlans.action(.copy, "team/image-\($0):1", transfer: Int64($0)) }
        let visit = try Browser.visit(
            PlanPage(PlanReview(of: SamplePlans.plan(actions))).text,
            fragment: "filter=image-7777:1"
        )
        #expect(visit.html.contains("1 of 10000 entries contain this text"))
        #expect(visit.complaints == [])
    }
}
