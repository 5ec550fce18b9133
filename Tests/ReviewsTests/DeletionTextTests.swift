// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing
@testable import Plans

@testable import Reviews

@Suite("The text of deletions")
struct DeletionTextTests {
    private func text(of plan: Plan) -> String {
        PlanText(PlanReview(of: plan, changes: []), style: .plain, remark: "--json shows all").text
    }

    @Test("counts 191 components behind their release, and shows what asks for attention")
    func release() throws {
        try expectGolden(text(of: SampleDeletions.release), "plan-deletion-release.txt")
    }

    @Test("counts the images of catalogs and of operators, whose bundles are named")
    func operators() throws {
        try expectGolden(text(of: SampleDeletions.operators), "plan-deletion-operators.txt")
    }

    @Test("stands behind the copies where a plan prunes")
    func pruning() {
        var plan = SamplePlans.plan
        plan.fields.checks = []
        plan.fields.options = PlanOptions(prune: true)
        plan.fields.deletions = [SampleDeletions.payload("4.16.1")]
        let text = text(of: plan)
        #expect(text.contains("\n  planned with --prune\n  + copy   ~ update   - delete\n"))
        #expect(!text.contains("mirror will delete"))
        #expect(text.contains("\n\ndelete.platform.channels (isc.yaml)\n  - quay.io/release-payload@"))
        #expect(text.hasSuffix("1 to delete (752.0 MiB to transfer, 700.0 MiB mounted, 60.0 MiB to reclaim).\n"))
    }

    @Test("names the kept images if nothing may be deleted")
    func nothing() {
        var plan = SampleDeletions.plan([], kept: [SampleDeletions.kept(.additionalImage, "a/b:1")])
        #expect(
            text(of: plan) == """
                Kept, because they are needed
                    mirror.example:5000/ocp/a/b:1
                      the release mirror.example:5000/ocp/openshift/release-images:4.16.2-x86_64

                Nothing to delete. mirror.example:5000/ocp has no image of disc.yaml that may be deleted, 1 kept.

                """
        )
        plan.fields.kept = (1...12).map { SampleDeletions.kept(.additionalImage, "a/b:\($0)") }
        #expect(text(of: plan).contains("\n    and 2 more, listed in the plan's file\n"))
    }

    @Test("shows no control character that a plan may hold")
    func hostile() {
        let escape = "\u{1b}[2A\u{1b}[J"
        for sample in [SampleDeletions.release, SampleDeletions.operators] {
            var plan = sample
            plan.fields.configuration.fields.path = escape
            for index in plan.deletions.indices {
                plan.fields.deletions[index].fields.origins = [escape]
                plan.fields.deletions[index].fields.tags = plan.deletions[index].tags.map { $0 + escape }
                plan.fields.deletions[index].fields.proof = [escape, "\(escape)\(index)"]
                plan.fields.deletions[index].fields.reason = escape
                plan.fields.deletions[index].fields.requestedBy = plan.deletions[index].requestedBy.map {
                    $0.replacing("foo", with: "fo\(escape)o")
                }
            }
            for index in plan.kept.indices { plan.fields.kept[index].fields.neededBy = [escape] }
            #expect(!text(of: plan).unicodeScalars.contains("\u{1b}"))
        }
    }
}
