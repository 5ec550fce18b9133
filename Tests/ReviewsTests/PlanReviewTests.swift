// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import TestSupport
import Testing
@testable import Plans

@testable import Reviews

@Suite("The review of a plan")
struct PlanReviewTests {
    private func plan(_ actions: [Action], target: String = "mirror.example:5000/ocp") -> Plan {
        var plan = SamplePlans.plan
        plan.fields.actions = actions
        plan.fields.blobs = []
        plan.fields.checks = []
        plan.fields.target = PlanTarget(TargetPlace(target))
        return plan
    }

    @Test("groups images by the section that asks for them first")
    func grouping() {
        var nobody = SamplePlans.action(.copy, "a/z:1")
        nobody.fields.requestedBy = []
        let actions = [
            nobody, SamplePlans.action(.copy, "a/b:1", requestedBy: "mirror.platform.channels[0] (stable-4.16)"),
            SamplePlans.action(.copy, "a/c:1"),
            SamplePlans.action(.copy, "a/d:1", requestedBy: "mirror.platform.graph"),
        ]
        let review = PlanReview(of: plan(actions))
        #expect(
            review.sections.map(\.name) == [
                "mirror.additionalImages", "mirror.platform.channels", "mirror.platform.graph", "not requested",
            ]
        )
        #expect(review.sections.map(\.images.count) == [1, 1, 1, 1])
    }

    @Test("orders images as people count, each followed by its attachments")
    func order() {
        let names = ["a/b:4.10", "a/b:4.9", "a/a:1"]
        let images = names.map { SamplePlans.action(.copy, $0) }
        let signature = SamplePlans.action(
            .copy,
            "a/b:sha256-0.sig",
            type: .signature,
            attachedTo: images[1].image.content
        )
        let review = PlanReview(of: plan([signature] + images))
        #expect(
            review.sections[0].images.map(\.destination) == [
                "mirror.example:5000/ocp/a/a:1", "mirror.example:5000/ocp/a/b:4.9",
                "mirror.example:5000/ocp/a/b:sha256-0.sig", "mirror.example:5000/ocp/a/b:4.10",
            ]
        )
        #expect(review.sections[0].images.map(\.isAttachment) == [false, false, true, false])
        #expect(review.sections[0].coverage == AttachmentCoverage(images: 3, copied: 3, without: 2))
    }

    @Test("counts the parts of a catalog, and lists images that were requested by name")
    func parts() throws {
        let review = PlanReview(of: SamplePlans.catalogPlan)
        #expect(review.sections.flatMap(\.images).map(\.type) == [.operatorRelatedImage, .operatorCatalog])
        let parts = try #require(review.sections[1].images[0].parts)
        #expect(
            (parts.whole, parts.bundles, parts.others, parts.attachments, parts.replacing) == (.catalog, 1, 2, 1, 1)
        )
        #expect(parts.sources == ["quay.io"])
        #expect(review.partsInPlace.map(\.destination) == ["mirror.example:5000/ocp/team/index:1"])
        #expect(review.totals == SamplePlans.catalogPlan.summary)
    }

    @Test("counts the components of a release behind its payload, or by themselves where that is in place")
    func components() {
        let payload = SamplePlans.action(.copy, "openshift/release-images:4.16.1-x86_64", type: .releasePayload)
        let parts = (1...191).map { number in
            var part = SamplePlans.action(.copy, "openshift/release:4.16.1-x86_64-c\(number)", type: .releaseComponent)
            part.fields.partOf = [payload.destination]
            return part
        }
        let whole = PlanReview(of: plan([payload] + parts))
        #expect(whole.sections.flatMap(\.images).count == 1)
        #expect(whole.sections[0].images[0].parts?.others == 191)
        let rest = PlanReview(of: plan(parts))
        #expect(rest.sections.isEmpty)
        #expect(rest.partsInPlace.map(\.others) == [191])
        #expect(rest.partsInPlace.map(\.whole) == [.release])
    }

    @Test("names the replaced image if the reason does not")
    func replaced() {
        var action = SamplePlans.action(.update, "a/b:1")
        #expect(PlanReview(of: plan([action])).sections[0].images[0].reason == "destination holds sha256:4bf5122f3445")
        action.fields.reason = "asked for again"
        let reason = PlanReview(of: plan([action])).sections[0].images[0].reason
        #expect(reason == "asked for again, replaces sha256:4bf5122f3445")
    }

    @Test("names places in an archive without the host that stands for no registry")
    func archive() {
        var action = SamplePlans.action(.copy, "a/b:1")
        action.fields.destination = "localhost/a/b:1"
        var plan = plan([action], target: "file://usb")
        plan.fields.work = .copiesToArchive(folder: "usb")
        plan.fields.archive = PlannedArchive(
            limit: 100,
            firstVolume: 1,
            volumes: [.init(name: "mirror_000001.tar", size: 90), .init(name: "mirror_000002.tar", size: 7)]
        )
        let review = PlanReview(of: plan)
        #expect(review.purpose == .archive)
        #expect(review.sections[0].images[0].destination == "a/b:1")
        #expect(review.volumes?.size == 97)
        #expect(review.manifests == nil)
    }

    @Test(
        "says why a release is in that no channel asks for",
        arguments: [
            (["mirror.platform > path 4.15.9 → 4.16.3", "mirror.platform > path 4.15.11 → 4.16.3"], 2),
            (["mirror.platform > path 4.15.9 → 4.16.3", "mirror.platform.channels[0] (stable-4.16)"], 0), ([], 0),
        ] as [([String], Int)]
    )
    func ways(requests: [String], count: Int) {
        let facts = ReleaseFacts(version: "4.16.1", architecture: "amd64", signatures: [])
        #expect(ReviewedRelease(facts, requestedBy: requests).ways.count == count)
        guard count > 0 else { return }
        #expect(ReviewedRelease(facts, requestedBy: requests).ways.first == "4.15.9 → 4.16.3")
    }

    @Test(
        "comes to a conclusion",
        arguments: [
            (.copiesToRegistry(from: nil), true, .changes), (.copiesToRegistry(from: nil), false, .inSync),
            (.deletions, false, .nothingToDelete),
        ] as [(PlanWork, Bool, PlanConclusion.State)]
    )
    func conclusion(work: PlanWork, changes: Bool, state: PlanConclusion.State) {
        var plan = plan(changes ? [SamplePlans.action(.copy, "a/b:1")] : [])
        plan.fields.work = work
        plan.fields.inSync = [
            PlacedImage(destination: "x", digest: Digest(of: []), type: .additionalImage, origins: ["y"]),
            PlacedImage(destination: "z", digest: Digest(of: [1]), type: .signature, origins: []),
        ]
        plan.fields.checks = [
            Finding(
                .warning,
                "source-missing",
                "quay.io/a/b:1 is not there",
                remedy: "remedy\nand more",
                at: "isc.yaml:1:2"
            )
        ]
        let review = PlanReview(of: plan)
        #expect(review.conclusion == PlanConclusion(state: state, imagesInSync: 1, kept: 0, foundAllSources: false))
        #expect(review.findings == plan.checks)
    }

    @Test(
        "has the options that a plan was made with",
        arguments: [
            (PlanOptions(), ""), (PlanOptions(allowMissing: true), "--allow-missing"),
            (PlanOptions(allowOversize: false, icsp: true, prune: true), "--icsp --prune"),
            (
                PlanOptions(
                    allowOversize: true,
                    completePaths: true,
                    exactChannels: true,
                    ignoreReleaseSignature: true,
                    includeDependencies: true,
                    formerly: ["old.yaml", "my old.yaml"],
                    maxDeletes: "25%",
                    maxNestedPaths: 2,
                    removeSignatures: true,
                    resend: Digest(of: []),
                    since: "2026-04-01"
                ),
                """
                --allow-oversize --complete-paths --exact-channels --formerly 'my old.yaml' --formerly old.yaml \
                --ignore-release-signature --include-dependencies --max-nested-paths 2 --remove-signatures \
                --resend e3b0c44298fc --since 2026-04-01
                """
            ),
        ]
    )
    func options(options: PlanOptions, arguments: String) {
        #expect(PlannedOption.all(of: options).map(\.argument).joined(separator: " ") == arguments)
    }
}
