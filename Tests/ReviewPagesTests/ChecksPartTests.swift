// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import TestSupport
import Testing

@testable import ReviewPages

@Suite("The part about checks")
struct ChecksPartTests {
    @Test("has errors first, then warnings, then notes, each with cause, remedy and place")
    func order() throws {
        let findings = [
            Finding(.note, "blocked-image", "n"),
            Finding(.warning, "unused-block", "w <1>", cause: "a\nb", remedy: "Run `x`.", at: "isc.yaml:9:5"),
            Finding(.error, "source-missing", "e"), Finding(.warning, "unused-block", "w 2"),
        ]
        let html = ChecksPart(findings: findings).markup.html
        let places = try ["1 error", "2 warnings", "1 note"].map {
            try #require(html.firstRange(of: "<h3>\($0)</h3>")).lowerBound
        }
        #expect(places == places.sorted())
        #expect(html.contains("<code>unused-block</code> <span class=\"dim\">isc.yaml:9:5</span><br>w &lt;1&gt;</p>"))
        #expect(html.contains("<p>a<br>b</p><p>Remedy: Run `x`.</p>"))
        #expect(PageTree(html).faults == [])
    }

    @Test("folds many notes, never warnings, and says when there is nothing")
    func folding() {
        func html(_ severity: Finding.Severity, _ count: Int) -> String {
            ChecksPart(findings: Array(repeating: Finding(severity, "unused-block", "x"), count: count)).markup.html
        }
        #expect(html(.note, 20).contains("<details open>"))
        #expect(!html(.note, 21).contains("<details open>"))
        #expect(html(.warning, 500).contains("<details open>"))
        #expect(ChecksPart(findings: []).markup.html == "<p>No findings.</p>")
    }
}
