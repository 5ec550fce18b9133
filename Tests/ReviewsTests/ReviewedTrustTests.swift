// SPDX-License-Identifier: Apache-2.0

import OCI
import Plans
import TestSupport
import Testing

@testable import Reviews

@Suite("The review of trusted images")
struct ReviewedTrustTests {
    private static let images = Plan.sample.placed.map(\.destination).sorted()

    private static let plan = Plan.sample.with(
        trust: TrustRecord(
            policy: "/etc/containers/policy.json",
            digest: Digest(of: [1]),
            accepted: [
                .init(scope: "default", by: [.init(TrustRecord.unconditional)], images: images),
                .init(
                    scope: "docker:a.example",
                    by: [.init("signedBy", key: "AB"), .init("sigstoreSigned", key: "sha256:cd")],
                    images: [images[0]]
                ),
            ]
        )
    )

    @Test func `counts images by scope, and says which came without a proof`() throws {
        #expect(PlanReview(of: .sample).trust == nil)
        let trust = try #require(PlanReview(of: Self.plan).trust)
        #expect(
            trust.lines == [
                "\(Self.images.count) images of default: insecureAcceptAnything, without a proof",
                "1 image of docker:a.example: signedBy AB and sigstoreSigned sha256:cd",
            ]
        )
    }

    @Test func `is in the text and in Markdown, if there is a policy`() throws {
        func texts(_ plan: Plan) throws -> [String] {
            [
                PlanText(PlanReview(of: plan), style: .plain, remark: "").text,
                PlanMarkdown(of: try PlanFile(plan)).text, try ReviewJSON(PlanReview(of: plan)).text,
            ]
        }
        let shown = try texts(Self.plan)
        #expect(
            shown[0].contains(
                "  trusted by /etc/containers/policy.json\n    \(Self.images.count) images of default: insecureAcceptAnything, "
                    + "without a proof\n    1 image of docker:a.example: signedBy AB"
            ),
            "\(shown[0])"
        )
        #expect(shown[1].contains("| trusted by | `/etc/containers/policy.json` |"), "\(shown[1])")
        #expect(
            shown[1].contains("| `docker:a.example` | `signedBy AB and sigstoreSigned sha256:cd` | 1 |"),
            "\(shown[1])"
        )
        #expect(shown[2].contains("\"policy\": \"/etc/containers/policy.json\""))
        for text in try texts(.sample) {
            #expect(!text.contains("policy") && !text.contains("trusted"))
        }
    }
}
