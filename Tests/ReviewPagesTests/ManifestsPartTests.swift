// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import ReviewPages
@testable import Reviews

@Suite("The part about files for clusters")
struct ManifestsPartTests {
    private static func html(
        _ files: [ManifestReview.File],
        isCompared: Bool = true,
        listsChangesOnly: Bool = false,
        unsigned: [String] = [],
        others: [ManifestReview.Other] = []
    ) -> String {
        let review = ManifestReview(
            isCompared: isCompared,
            listsChangesOnly: listsChangesOnly,
            files: files,
            unsigned: unsigned,
            others: others
        )
        return ManifestsPart(review: review).markup.html
    }

    private static func file(_ change: ManifestReview.Change?, template: [String] = []) -> ManifestReview.File {
        .init(
            path: "cluster-resources/idms.yaml",
            change: change,
            objects: ["ImageDigestMirrorSet a", "b<1>"],
            template: template
        )
    }

    @Test(
        "says what becomes of each file, with a sign and a word",
        arguments: [
            (.added, true, "+ added"), (.changed, true, "~ changed"), (.removed, true, "− removed"),
            (nil, true, "unchanged"), (nil, false, "not compared"),
        ] as [(ManifestReview.Change?, Bool, String)]
    )
    func change(change: ManifestReview.Change?, isCompared: Bool, text: String) {
        let html = Self.html([Self.file(change)], isCompared: isCompared)
        #expect(html.contains(">\(text)<"))
        #expect(html.contains("<td>ImageDigestMirrorSet a<br>b&lt;1&gt;</td>"))
        #expect(html.contains("<caption>Files</caption>"))
    }

    @Test("shows the lines of a template, and what a plan says beside its files")
    func rest() {
        let html = Self.html(
            [Self.file(.added, template: ["spec:", "  secrets: <x>"])],
            listsChangesOnly: true,
            unsigned: ["4.16.1 amd64"],
            others: [.init(origins: ["quay.io/a:1"], destination: "mirror.example/a:1")]
        )
        #expect(html.contains("<pre>spec:\n  secrets: &lt;x&gt;\n</pre>"))
        #expect(html.contains("<caption>Files that change</caption>"))
        #expect(html.contains("Without signatures:</strong> 4.16.1 amd64</p>"))
        #expect(html.contains("The files also mention 1 image of other configurations"))
        #expect(Self.html([]).hasPrefix("<p>None.</p>"))
        #expect(ManifestsPart(review: nil).markup == .empty)
    }
}
