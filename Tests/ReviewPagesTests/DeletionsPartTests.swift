// SPDX-License-Identifier: Apache-2.0

import OCI
import Plans
import Testing

@testable import ReviewPages
@testable import Reviews

@Suite("The part about deletions")
struct DeletionsPartTests {
    private static let none = DeletedParts(
        components: 0,
        bundles: 0,
        others: 0,
        platforms: 0,
        attachments: 0,
        tags: 0,
        size: 0,
        reclaim: 0,
        proof: []
    )

    private static let many = DeletedParts(
        components: 191,
        bundles: 1,
        others: 2,
        platforms: 1,
        attachments: 3,
        tags: 4,
        size: 2048,
        reclaim: 1024,
        proof: ["only <this> needs it"]
    )

    private static func deletion(
        _ name: String,
        kind: Deletion.Kind = .manifest,
        proof: [String] = [],
        along: [ReviewedDeletion] = [],
        parts: DeletedParts? = nil
    ) -> ReviewedDeletion {
        ReviewedDeletion(
            kind: kind,
            type: .additionalImage,
            name: name == "b" ? "operator <b> 1.2" : nil,
            origins: [name],
            destinations: ["mirror.example/\(name)"],
            digest: Digest(of: [1]),
            tags: 2,
            size: 2048,
            reclaim: 1024,
            proof: proof,
            along: along,
            parts: parts
        )
    }

    private static func html(
        _ deletions: [ReviewedDeletion],
        checked: [String] = [],
        operators: [DeletedOperator] = [],
        parts: DeletedParts? = nil,
        cached: DeletionReview.CachedFiles? = nil
    ) -> String {
        let section = DeletionSection(
            name: "delete.additionalImages",
            deletions: deletions,
            operators: operators,
            parts: parts
        )
        return DeletionsPart(review: DeletionReview(checked: checked, sections: [section], cached: cached, kept: []))
            .markup.html
    }

    @Test("gives the proof of each deletion, and the checks of all of them once")
    func proofs() {
        let html = Self.html(
            [Self.deletion("a", proof: ["no <tag> references it", "second"]), Self.deletion("b")],
            checked: ["no configuration asks for it"]
        )
        #expect(html.contains("<p>Checked for every deletion:</p>\n<ul>\n<li>no configuration asks for it</li>\n</ul>"))
        #expect(html.contains("<li>no &lt;tag&gt; references it</li>\n<li>second</li>"))
        #expect(html.contains("<td>the checks above</td>"))
        #expect(html.contains("−</span> <code>a</code>"))
        #expect(html.contains("−</span> <strong>operator &lt;b&gt; 1.2</strong> <code>b</code>"))
    }

    @Test("has a row for what goes along, and says where only tags go")
    func along() {
        let html = Self.html([Self.deletion("a", along: [Self.deletion("b", kind: .tags)])])
        #expect(PageTree(html).values("class").count { $0 == "item" } == 2)
        #expect(html.contains("along with it: </span>"))
        #expect(html.contains("<span class=\"dim\">only 2 tags</span>"))
        #expect(html.contains("1 deletion</span>"))
    }

    @Test("counts parts in words")
    func parts() {
        let html = Self.html([Self.deletion("a", parts: Self.many)], parts: Self.none)
        #expect(
            html.contains(
                """
                with 191 components, 1 bundle, 2 other images, 1 manifest of a platform, 3 signatures or attachments and 4 \
                tags of parts that other images need, 2.0 KiB, of which 1.0 KiB to reclaim
                """
            )
        )
    }

    @Test("names the bundles of an operator, and its proofs")
    func operators() {
        let deleted = DeletedOperator(
            name: "old<1>",
            bundles: ["old.v1", "old.v2"],
            parts: Self.many,
            along: [Self.deletion("x")]
        )
        let html = Self.html([], operators: [deleted])
        #expect(html.contains("<details class=\"item\">\n<summary><h4>operator old&lt;1&gt;</h4>"))
        #expect(html.contains("<li><code>old.v1</code></li>\n<li><code>old.v2</code></li>"))
        #expect(html.contains("<li>only &lt;this&gt; needs it</li>"))
        #expect(html.contains("<caption>Along with it</caption>"))
    }

    @Test("tells the files of the cache, divides many deletions, and is empty without any")
    func rest() {
        #expect(Self.html([], cached: .init(count: 2, bytes: 1024)).contains("<p>− 2 files of the cache, 1.0 KiB</p>"))
        let many = Self.html((0..<250).map { Self.deletion("a:\($0)") })
        #expect(PageTree(many).values("class").count { $0 == "chunk" } == 3)
        #expect(many.contains("<caption>Deletions 201 to 250 of 250</caption>"))
        #expect(!many.contains("<details open>"))
        #expect(DeletionsPart(review: nil).markup == .empty)
    }
}
