// SPDX-License-Identifier: Apache-2.0

import MirrorConfiguration
import OCI
import Plans
import TestSupport
import Testing

@testable import Compatibility

@Suite("The outcome of an apply, for an exit code")
struct ToolOutcomeTests {
    /// An image of each type; attachments belong to the image of the first type.
    private static func plan(of types: [ImageType]) -> Plan {
        let digest = Digest(of: Array("image".utf8))
        var plan = Plan.sample
        plan.fields.actions = types.enumerated().map { index, type in
            Action(
                kind: .copy,
                type: type,
                origins: ["quay.io/a/b:\(index)"],
                source: "quay.io/a/b@\(digest)",
                destination: PlacedName(stringLiteral: "mirror.example:5000/ocp/a/b:\(index)"),
                digest: digest,
                size: 1,
                transfer: 1,
                expect: .init(destination: nil),
                reason: "missing at destination",
                requestedBy: ["mirror.additionalImages[0]"],
                attachedTo: type.isAttachment ? "mirror.example:5000/ocp/a/b:0" : nil
            )
        }
        return plan
    }

    private static let types: [ImageType] = [
        .releasePayload, .operatorBundle, .additionalImage, .helmImage, .signature, .graphData,
    ]

    @Test(
        "has the sections of the images that are not there, of an attachment that of its image",
        arguments: [
            ([], .done), ([0], .notCopied([.releases])), ([1], .notCopied([.operators])),
            ([2], .notCopied([.additionalImages])),
            ([3], .notCopied([.charts])), ([4], .notCopied([.releases])),
            ([1, 5], .notCopied([.operators, .releases])),
        ] as [(Set<Int>, ToolOutcome)]
    )
    func sections(failed: Set<Int>, outcome: ToolOutcome) {
        let plan = Self.plan(of: Self.types)
        let results = plan.actions.indices.map { failed.contains($0) ? ActionResult.failed("x") : .done }
        #expect(ToolOutcome(of: ApplyOutcome(results: results), for: plan) == outcome)
    }

    @Test("counts images that were not begun, and those that were in sync and are gone")
    func others() {
        let plan = Self.plan(of: Self.types)
        let stopped = plan.actions.indices.map { $0 == 0 ? ActionResult.failed("x") : $0 == 1 ? .notStarted : .done }
        #expect(ToolOutcome(of: ApplyOutcome(results: stopped), for: plan) == .notCopied([.releases, .operators]))
        let done = plan.actions.map { _ in ActionResult.alreadyDone }
        let lost = plan.inSync.map { LostImage(destination: $0.destination, digest: $0.digest, reason: "x") }
        #expect(ToolOutcome(of: ApplyOutcome(results: done, lost: lost), for: plan) == .notCopied([.additionalImages]))
    }

    @Test("is a failure without a section where only a deletion failed, and an interruption whatever failed")
    func withoutSections() {
        let plan = Self.plan(of: [.additionalImage])
        let deletion = ApplyOutcome(results: [.done], deletions: [.failed("x")])
        #expect(ToolOutcome(of: deletion, for: plan) == .failed)
        #expect(ToolOutcome(of: ApplyOutcome(results: [.failed("x")], wasInterrupted: true), for: plan) == .interrupted)
    }

    @Test("knows the sections of a configuration that ask for images")
    func configuration() {
        let sections = SectionName.allCases.compactMap { MirroredSection($0) }
        #expect(Set(sections) == Set(MirroredSection.allCases) && sections.count == 4)
    }
}
