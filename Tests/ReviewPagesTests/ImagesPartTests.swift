// SPDX-License-Identifier: Apache-2.0

import OCI
import Plans
import TestSupport
import Testing

@testable import ReviewPages
@testable import Reviews

@Suite("The part about images")
struct ImagesPartTests {
    private static func html(_ plan: Plan) -> String { ImagesPart(review: PlanReview(of: plan)).markup.html }

    /// The part for one image.
    private static func html(
        _ kind: Action.Kind = .copy,
        replaced: ReplacedContent? = nil,
        release: ReviewedRelease? = nil,
        recipe: ReviewedRecipe? = nil,
        parts: ReviewedParts? = nil,
        isAttachment: Bool = false
    ) -> String {
        let image = ReviewedImage(
            kind: kind,
            type: isAttachment ? .signature : .additionalImage,
            origins: ["quay.io/a/b:1", "quay.io/a/c:1"],
            destination: "mirror.example/a/b:1",
            digest: Digest(of: [1]),
            size: 2048,
            transfer: 1024,
            platforms: ["linux/amd64", "linux/arm64"],
            reason: "missing at destination",
            cause: .drift,
            replaced: replaced,
            before: kind == .update ? Digest(of: [2]) : nil,
            isAttachment: isAttachment,
            release: release,
            recipe: recipe,
            parts: parts
        )
        let table = ReviewSection(
            name: "mirror.additionalImages",
            coverage: AttachmentCoverage(images: 1, copied: 1, without: 1),
            images: [image]
        )
        return ImagesPart(review: PlanReview(of: .sample).with(sections: [table])).markup.html
    }

    @Test("names an image by all its origins, its place, its digest and its platforms")
    func names() {
        let html = Self.html()
        #expect(html.contains("<code>quay.io/a/b:1</code>, <code>quay.io/a/c:1</code><br>"))
        #expect(html.contains("<span class=\"dim\">to</span> <code>mirror.example/a/b:1</code>"))
        #expect(html.contains("sha256:4bf5122f3445</span><br>only linux/amd64, linux/arm64"))
        #expect(html.contains("<td class=\"number\">1.0 KiB</td><td class=\"number\">2.0 KiB</td>"))
        #expect(html.contains("<td>drift: missing at destination</td>"))
        #expect(Self.html(.update).contains("<span class=\"dim\">sha256:dbc1b4c900ff → sha256:4bf5122f3445</span>"))
        #expect(Self.html(isAttachment: true).contains("signature of the image above</span>"))
    }

    @Test(
        "says what is done",
        arguments: [(.copy, "added\">copy<"), (.update, "changed\">update<"), (.build, "added\">build<")]
            as [(Action.Kind, String)]
    )
    func kinds(kind: Action.Kind, badge: String) {
        #expect(Self.html(kind).contains("<span class=\"badge \(badge)/span>"))
    }

    @Test(
        "tells age and version before and after, as far as the images tell",
        arguments: [
            (
                ContentDescription(created: "2026-02-01T10:00:00Z", version: "1.4"), ContentDescription(version: "1.5"),
                "1.4, built 2026-02-01 → <strong>1.5</strong>"
            ),
            (nil, ContentDescription(created: "2026-02-01"), "unknown → <strong>built 2026-02-01</strong>"),
            (ContentDescription(), nil, "unknown → <strong>unknown</strong>"),
        ] as [(ContentDescription?, ContentDescription?, String)]
    )
    func replaced(before: ContentDescription?, after: ContentDescription?, text: String) {
        #expect(
            Self.html(.update, replaced: ReplacedContent(before: before, after: after)).contains("<br>\(text)</td>")
        )
    }

    @Test("names the release, who signed it, and why it is in")
    func releases() {
        let signed = ReviewedRelease(version: "4.16.1", architecture: "amd64", signers: ["ABC"], ways: ["4.15 → 4.16"])
        #expect(Self.html(release: signed).contains("<br>release 4.16.1 amd64, signed by ABC, on the way 4.15 → 4.16<"))
        let unsigned = ReviewedRelease(version: "4.16.1", architecture: "amd64", signers: [], ways: [])
        #expect(Self.html(release: unsigned).contains("amd64, <strong class=\"removed\">not verified</strong><"))
    }

    @Test("counts parts, and names their sources")
    func parts() {
        func parts(_ whole: ReviewedParts.Whole, replacing: Int = 0) -> ReviewedParts {
            ReviewedParts(
                whole: whole,
                destination: "x",
                bundles: 2,
                others: 1,
                attachments: 3,
                transfer: 1024,
                replacing: replacing,
                sources: ["a.example", "b.example"]
            )
        }
        let catalog = Self.html(parts: parts(.catalog, replacing: 1))
        #expect(
            catalog.contains(
                """
                with 2 bundles, 1 other image and 3 signatures or attachments from a.example and b.example, 1.0 KiB to \
                transfer, 1 of them in place of existing images
                """
            )
        )
        #expect(Self.html(parts: parts(.release)).contains("with 1 component and 3 signatures or attachments from"))
    }

    @Test("tells the recipe of an image that is built")
    func recipe() {
        let recipe = ReviewedRecipe(
            base: "quay.io/<base>",
            input: nil,
            platforms: nil,
            packages: [.init(name: "foo", defaultChannel: nil, channels: [.init(name: "stable", bundles: ["foo.v1"])])],
            channelCount: 1,
            bundleCount: 1
        )
        let html = Self.html(.build, recipe: recipe)
        #expect(html.contains("<br>built on quay.io/&lt;base&gt;<br>"))
        #expect(html.contains("<br>keeps 1 package, 1 channel, 1 bundle:<br>foo: stable (foo.v1)"))
    }

    @Test("folds a long section, and says how many images stay")
    func folding() {
        let few = Self.html(SamplePlans.plan((0..<50).map { SamplePlans.action(.copy, "a/b:\($0)") }))
        let many = Self.html(SamplePlans.plan((0..<51).map { SamplePlans.action(.copy, "a/b:\($0)") }))
        #expect(few.contains("<details open>") && !many.contains("<details open>"))
        #expect(
            many.contains(
                "<h3>mirror.additionalImages</h3> <span class=\"dim\">51 images, without signature or attachment"
            )
        )
        #expect(many.contains("<p>1 image is in place already.</p>"))
        #expect(Self.html(SamplePlans.plan([])).contains("<p>1 image is in place already.</p>"))
        #expect(Self.html(SampleDeletions.plan) == "")
    }
}

extension PlanReview {
    /// The same review with other images.
    fileprivate func with(sections: [ReviewSection]) -> PlanReview {
        PlanReview(
            purpose: purpose,
            hasChanges: hasChanges,
            configuration: configuration,
            target: target,
            source: source,
            sequence: sequence,
            options: options,
            formerly: formerly,
            trust: nil,
            totals: totals,
            changes: changes,
            sections: sections,
            partsInPlace: partsInPlace,
            deletions: deletions,
            volumes: volumes,
            manifests: manifests,
            upgradePaths: upgradePaths,
            findings: findings,
            conclusion: conclusion
        )
    }
}
