// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import Plans
import TestSupport
import Testing

@testable import Reviews

@Suite("Parts that are counted")
struct PartsCountTests {
    private static let component = SampleDeletions.component("cli", of: "4.16.1")
    private static let bundle = SampleDeletions.deletion(.operatorBundle, "\(SampleDeletions.registry)/b", ["1"])
    private static let related = SampleDeletions.deletion(.operatorRelatedImage, "\(SampleDeletions.registry)/r", ["1"])

    private static func count(_ folded: [FoldedPart], along: [PlacedName: [Deletion]] = [:]) -> PartsCount {
        PartsCount(of: folded, along: along, checked: SampleDeletions.common)
    }

    @Test func `are components, bundles and other images, with the bytes of all`() {
        let parts = Self.count([Self.component, Self.bundle, Self.related, Self.related].map { FoldedPart($0) }).parts
        #expect([parts.components, parts.bundles, parts.others] == [1, 1, 2])
        #expect(parts.manifests == 4)
        #expect(parts.size == 400 << 20)
        #expect(parts.reclaim == 240 << 20)
        #expect(parts.tags == 0)
    }

    @Test func `free their bytes once, where they are parts of several`() {
        let parts = Self.count([FoldedPart(Self.component), FoldedPart(Self.bundle, isFirst: false)]).parts
        #expect(parts.size == 200 << 20)
        #expect(parts.reclaim == 60 << 20)
    }

    @Test func `of which only tags go are counted by these`() {
        let tags = SampleDeletions.component("cli", of: "4.16.1", "4.16.2", kind: .tags)
        let parts = Self.count([FoldedPart(tags)]).parts
        #expect((parts.tags, parts.manifests, parts.size) == (2, 0, 0))
        #expect(parts.proof == [])
    }

    @Test func `take platforms and attachments along, and leave what has tags of its own to the list`() {
        let platform = SampleDeletions.deletion(.releaseComponent, SampleDeletions.components, [], with: Self.component)
        let signature = SampleDeletions.deletion(
            .signature,
            SampleDeletions.components,
            ["s.sig"],
            with: Self.component
        )
        let tagged = SampleDeletions.deletion(
            .releaseComponent,
            SampleDeletions.components,
            ["x"],
            with: Self.component
        )
        let along = [Self.component.content: [platform, signature, tagged]]
        let count = Self.count([FoldedPart(Self.component)], along: along)
        #expect((count.parts.platforms, count.parts.attachments) == (1, 1))
        #expect(count.beyond.map(\.tags) == [["x"]])
        #expect(count.parts.size == 300 << 20)
        // What is listed is listed once, with the first of its wholes.
        #expect(Self.count([FoldedPart(Self.component, isFirst: false)], along: along).beyond.isEmpty)
    }

    @Test func `say each finding once, and not what was checked for all`() {
        let parts = Self.count([FoldedPart(Self.component), FoldedPart(Self.related)]).parts
        #expect(parts.proof == ["none of the 8 remaining tags references it"])
    }
}

@Suite("What a text says of deletions")
struct DeletionTextRuleTests {
    private static func parts(
        components: Int = 0,
        bundles: Int = 0,
        others: Int = 0,
        platforms: Int = 0,
        attachments: Int = 0,
        tags: Int = 0,
        proof: [String] = []
    ) -> DeletedParts {
        DeletedParts(
            components: components,
            bundles: bundles,
            others: others,
            platforms: platforms,
            attachments: attachments,
            tags: tags,
            size: 2 << 20,
            reclaim: 1 << 20,
            proof: proof
        )
    }

    private static func lines(
        parts: DeletedParts? = nil,
        operators: [DeletedOperator] = [],
        cached: DeletionReview.CachedFiles? = nil,
        kept: [KeptImage] = []
    ) -> [String] {
        let section = DeletionSection(name: "delete.operators", deletions: [], operators: operators, parts: parts)
        let isShown = parts != nil || !operators.isEmpty
        let review = DeletionReview(checked: [], sections: isShown ? [section] : [], cached: cached, kept: kept)
        return DeletionText(review: review, configuration: "disc.yaml", style: .plain).lines
    }

    private static let heading = ["", "delete.operators (disc.yaml)"]
    private static let bytes = "2.0 MiB, of which 1.0 MiB to reclaim"

    @Test func `counts parts by what they are, in the singular where there is one`() {
        #expect(Self.lines(parts: Self.parts(components: 1)) == Self.heading + ["  - 1 component, \(Self.bytes)"])
        #expect(Self.lines(parts: Self.parts(others: 3)) == Self.heading + ["  - 3 related images, \(Self.bytes)"])
        let all = Self.parts(components: 2, bundles: 3, others: 1, platforms: 1, attachments: 2)
        let text = "2 components, 3 bundles, 1 other image, 1 manifest of a platform and 2 signatures or attachments"
        #expect(Self.lines(parts: all) == Self.heading + ["  - \(text), \(Self.bytes)"])
        let more = Self.parts(others: 1, platforms: 4, attachments: 1)
        let other = "1 related image, 4 manifests of platforms and 1 signature or attachment"
        #expect(Self.lines(parts: more) == Self.heading + ["  - \(other), \(Self.bytes)"])
    }

    @Test func `counts tags of parts that other images need by themselves`() {
        #expect(
            Self.lines(parts: Self.parts(tags: 2)) == Self.heading + ["  - 2 tags of parts that other images need"]
        )
    }

    @Test(
        "tells three findings of parts, and how many more there are",
        arguments: [
            (["a"], "(a)"), (["a", "b", "c"], "(a; b; c)"),
            (["a", "b", "c", "d", "e"], "(a; b; c; 2 more like these)"),
        ]
    )
    func findings(proof: [String], text: String) {
        let lines = Self.lines(parts: Self.parts(components: 1, proof: proof))
        #expect(lines.last == "  - 1 component, \(Self.bytes) \(text)")
    }

    @Test("names up to twenty bundles of an operator", arguments: [(1, "b1"), (2, "b1 and b2"), (22, "and 2 more")])
    func bundles(count: Int, end: String) {
        let parts = Self.parts(bundles: count)
        let deleted = DeletedOperator(name: "foo", bundles: (1...count).map { "b\($0)" }, parts: parts, along: [])
        let lines = Self.lines(operators: [deleted])
        #expect(lines[2] == "  - operator foo")
        #expect(lines[3].hasPrefix("      b1"))
        #expect(lines[3].hasSuffix(end))
        #expect(lines[4] == "      \(counted(count, "bundle")), \(Self.bytes)")
    }

    @Test(
        "names what is kept, up to eleven, and of more ten",
        arguments: [(0, 0, nil), (1, 1, nil), (11, 11, nil), (12, 10, "    and 2 more, listed in the plan's file")]
            as [(Int, Int, String?)]
    )
    func kept(count: Int, named: Int, rest: String?) {
        let images = (0..<count).map { SampleDeletions.kept(.additionalImage, "x\($0):1") }
        let lines = Self.lines(kept: images)
        #expect(lines.count { $0.hasPrefix("    \(SampleDeletions.registry)/x") } == named)
        #expect(lines.contains("Kept, because they are needed") == (count > 0))
        if let rest { #expect(lines.last == rest) }
    }

    @Test func `counts the files of the cache that go`() {
        #expect(Self.lines(cached: .init(count: 1, bytes: 1024)) == ["", "  - 1 file of the cache, 1.0 KiB"])
        #expect(Self.lines(cached: .init(count: 2, bytes: 512)) == ["", "  - 2 files of the cache, 512 B"])
        #expect(Self.lines() == [])
    }
}

@Suite("What a text says of files for clusters")
struct ManifestTextTests {
    private static func lines(
        _ files: [ManifestReview.File],
        isCompared: Bool = true,
        unsigned: [String] = [],
        others: Int = 0
    ) -> [String] {
        let review = ManifestReview(
            isCompared: isCompared,
            listsChangesOnly: false,
            files: files,
            unsigned: unsigned,
            others: (0..<others).map { .init(origins: ["q.io/\($0):1"], destination: "m.io/\($0):1") }
        )
        return ManifestText(review: review, style: .plain, remark: "see the file").lines
    }

    @Test(
        "marks what becomes of a file, where that is known",
        arguments: [
            (.added, true, "  + a.yaml (X x)"), (.changed, true, "  ~ a.yaml (X x)"),
            (.removed, true, "  - a.yaml (X x)"),
            (nil, true, "    a.yaml (X x)"), (nil, false, "  a.yaml (X x)"),
        ] as [(ManifestReview.Change?, Bool, String)]
    )
    func changes(change: ManifestReview.Change?, isCompared: Bool, line: String) {
        let file = ManifestReview.File(path: "a.yaml", change: change, objects: ["X x"], template: [])
        #expect(Self.lines([file], isCompared: isCompared) == [line])
    }

    @Test func `says so where there is none, and shows no objects of one that is removed`() {
        #expect(Self.lines([]) == ["  none"])
        #expect(Self.lines([.init(path: "a.yaml", change: .removed, objects: nil, template: [])]) == ["  - a.yaml"])
    }

    @Test("shows up to a hundred lines of a template", arguments: [(1, 1), (100, 100), (101, 101), (250, 101)])
    func templates(count: Int, shown: Int) {
        let lines = (1...count).map { "line \($0)" }
        let found = Self.lines([.init(path: "a.yaml", change: .added, objects: [], template: lines)])
        #expect(found.count == 2 + shown)
        #expect(found[2] == "        line 1")
        guard count > 100 else { return }
        #expect(found.last == "        and \(counted(count - 100, "more line")) (see the file)")
    }

    @Test func `names up to twenty of what others keep, and of releases without signatures`() {
        let file = ManifestReview.File(path: "a.yaml", change: nil, objects: nil, template: [])
        let lines = Self.lines([file], unsigned: ["4.16.1 amd64", "4.16.3 amd64"], others: 22)
        #expect(lines[1] == "  without signatures: 4.16.1 amd64 and 4.16.3 amd64")
        #expect(lines[2] == "  also for images of other configurations:")
        #expect(lines[3] == "    q.io/0:1 as m.io/0:1")
        #expect(lines.last == "    and 2 more (see the file)")
        #expect(lines.count == 3 + 20 + 1)
    }
}
