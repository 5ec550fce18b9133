// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import Diagnostics
import OCI
import Planning
import Plans
import Resolution
import TestSupport
import Testing

@testable import Runs

@Suite("The completeness of an archive")
struct ArchiveCompletenessTests {
    private static let target = "mirror.example:5000/ocp"
    private let image: TestImage
    private let wanted: DesiredImage
    private let layer: Digest

    init() throws {
        image = try TestImage(layers: [Array("a layer".utf8)])
        layer = try #require(image.blobs.first { $0.value.starts(with: Array("a layer".utf8)) }?.key)
        wanted = try Self.wanted("quay.io/a/b:1")
    }

    private static func wanted(
        _ name: String,
        _ type: ImageType = .additionalImage,
        build: DesiredBuild? = nil
    ) throws -> DesiredImage {
        DesiredImage(
            origin: try ImageSource(name),
            role: ImageRole(type),
            destination: Destination(repository: try Repository("\(target)/a/b"), tag: try Tag("1")),
            request: ImageRequest(by: ["mirror.additionalImages[0]"]),
            build: build
        )
    }

    private func observed(_ image: DesiredImage, present: Set<BlobPlace> = []) -> ObservedState {
        let tree = ImageTree(root: self.image.top)
        return ObservedState(
            images: [image: ImageObservation(source: .found(self.image.digest), tree: tree)],
            presentBlobs: present
        )
    }

    private func holdings(
        lacking: Set<Digest> = [],
        gone: Set<Digest> = [],
        losses: [LostVolume] = []
    ) -> ArchiveHoldings {
        ArchiveHoldings(folder: "usb", gone: gone, unknownLosses: losses) { !lacking.contains($0) }
    }

    private func report(
        _ holdings: ArchiveHoldings,
        _ observed: ObservedState,
        find: Digest? = nil
    ) async throws -> MissingReport {
        let desired = DesiredState(
            configuration: ConfigurationRecord(path: "isc.yaml", digest: Digest(of: [])),
            target: try MirrorTarget("docker://\(Self.target)"),
            images: Array(observed.images.keys)
        )
        return try await ArchiveCompleteness(of: holdings, for: Self.target, observed).missing(desired) { _ in find }
    }

    @Test("lacks nothing where the archive has everything")
    func whole() async throws {
        let observed = observed(wanted)
        #expect(try await report(holdings(), observed).isEmpty)
        #expect(ArchiveCompleteness(of: holdings(), for: Self.target, observed).withoutIncomplete == observed)
    }

    @Test("lacks a blob that neither the archive nor the target has, and names the image that needs it")
    func blob() async throws {
        let missing = try await report(holdings(lacking: [layer]), observed(wanted))
        #expect(missing.blobs == [layer, image.digest].sorted())
        #expect(missing.images.isEmpty)
        #expect(missing.target == Self.target)
    }

    @Test("does not lack what any repository of the target holds")
    func present() async throws {
        let place = BlobPlace(repository: try Repository("\(Self.target)/other"), digest: layer)
        #expect(try await report(holdings(lacking: [layer]), observed(wanted, present: [place])).isEmpty)
    }

    @Test("does not lack what is built")
    func built() async throws {
        let build = DesiredBuild(
            recipe: BuildRecipe(kind: .catalog, base: "quay.io/i@\(image.digest)", layer: layer, layerSize: 7),
            image: BuiltImage(tree: ImageTree(root: image.top), blobs: [layer: .bytes(Array("a layer".utf8))])
        )
        let catalog = try Self.wanted("quay.io/i:1", .operatorCatalog, build: build)
        #expect(try await report(holdings(lacking: [layer]), observed(catalog)).isEmpty)
    }

    @Test("lacks an image that archives carried and that is not there, with all that is gone")
    func lostImage() async throws {
        let state = ObservedState(images: [wanted: ImageObservation(source: .missing(Explanation("it is lost")))])
        let gone = Digest(of: Array("gone".utf8))
        let missing = try await report(holdings(gone: [gone]), state, find: image.digest)
        #expect(missing.images == [.init(digest: image.digest, origins: ["quay.io/a/b:1"])])
        #expect(missing.blobs == [gone])
        // What no archive was asked to bring cannot be sent again.
        #expect(try await report(holdings(gone: [gone]), state).isEmpty)
    }

    @Test("leaves out incomplete images, unless a release or a catalog needs them")
    func leavesOut() throws {
        let holdings = holdings(lacking: [layer])
        let left = ArchiveCompleteness(of: holdings, for: Self.target, observed(wanted)).withoutIncomplete
        #expect(left.images[wanted]?.source == .missing(Explanation("the archive in usb lacks its blob \(layer)")))
        let payload = try Self.wanted("quay.io/release:1", .releasePayload)
        let kept = ArchiveCompleteness(of: holdings, for: Self.target, observed(payload)).withoutIncomplete
        #expect(kept == observed(payload))
    }

    @Test("is an error that says what to do, for blobs and for sets", arguments: [true, false])
    func checks(isReported: Bool) async throws {
        let plan = Plan.sample
        let blob = try #require(plan.blobs.first)
        let lost = LostVolume(name: VolumeName(4), plan: plan.configuration.digest, reason: "it is gone", blobs: nil)
        let completeness = ArchiveCompleteness(of: holdings(losses: [lost]), for: Self.target, ObservedState())
        let report = MissingReport(target: Self.target, images: [], blobs: [blob.digest])
        let checks = completeness.findings(report, in: plan, isReported: isReported)
        #expect(checks.map(\.code) == [.archiveIncomplete, .archiveIncomplete])
        #expect(checks.allSatisfy { $0.severity == .error })
        #expect(checks[0].text.hasPrefix("the archive in usb and the target lack 1 blob of quay.io/a/b\n"))
        #expect(checks[0].text.contains("--report-missing FILE") != isReported)
        #expect(checks[0].text.contains("--allow-missing plans the rest"))
        #expect(checks[1].text.contains("mirror_000004.tar in usb: it is gone\n"))
        #expect(checks[1].text.contains("--forget \(plan.configuration.digest.short)`"))
    }

    @Test("finds nothing if a plan copies none of the missing blobs")
    func noChecks() {
        let completeness = ArchiveCompleteness(of: holdings(), for: Self.target, ObservedState())
        let report = MissingReport(target: Self.target, images: [], blobs: [Digest(of: Array("else".utf8))])
        #expect(completeness.findings(report, in: .sample, isReported: false).isEmpty)
    }

    @Test("of everything that archives brought is told where nothing can be resolved")
    func everything() {
        let gone = Digest(of: Array("gone".utf8))
        let lost = LostVolume(name: VolumeName(4), plan: layer, reason: "it is gone", blobs: nil)
        let holdings = holdings(gone: [gone], losses: [lost])
        let missing = holdings.missingOfAll([image.digest: ["quay.io/b", "quay.io/a"]], at: Self.target)
        #expect(missing.images == [.init(digest: image.digest, origins: ["quay.io/a", "quay.io/b"])])
        #expect(missing.blobs == [gone])
        #expect(missing.sets == [layer])
        #expect(holdings.missingOfAll([:], at: Self.target).blobs.isEmpty)
    }

    @Test("is read where a plan copies it out of the archive, and nowhere else")
    func read() throws {
        let blob = try #require(Plan.sample.blobs.first)
        #expect(holdings().copied(by: .sample) == [blob.digest])
        #expect(holdings(lacking: [blob.digest]).copied(by: .sample).isEmpty)
    }
}
