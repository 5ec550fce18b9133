// SPDX-License-Identifier: Apache-2.0

import Applying
import ArchiveSets
import Foundation
import HTTPTransport
import ImageAccess
import Ledger
import OCI
import Planning
import Plans
import Registry
import Resolution
import Scheduling
import TestSupport

/// Images on a registry that can misbehave, and a folder for an archive of them.
struct ArchiveScene {
    let upstream: FakeRegistry
    let folder: TemporaryDirectory
    private let library: ImageLibrary

    init() throws {
        upstream = try FakeRegistry()
        folder = try TemporaryDirectory()
        library = ImageLibrary(
            client: RegistryClient(
                role: .source,
                transport: CurlTransport(CurlTransportOptions(version: "test")),
                settings: RegistrySettings(sourceVerifiesTLS: false, destinationVerifiesTLS: false),
                retry: Self.quick
            )
        )
    }

    static var quick: RetryPolicy {
        .tries(6)
    }

    /// The folder of the archive.
    var usb: String { folder["usb"] }

    /// An image of a layer with random bytes.
    static func image(_ seed: UInt64, length: Int) throws -> TestImage {
        var generator = SeededGenerator(seed: seed)
        return try TestImage(layers: [generator.bytes(length)])
    }

    /// Plans an archive of images as `mirror plan` does.
    func plan(
        _ images: [(name: String, image: TestImage)],
        limit: Int64 = 1 << 30,
        first: Int = 1,
        folder: String? = nil,
        documents: [PlannedArchive.Document] = [],
        allowsOversize: Bool = false
    ) async throws -> PlanFile {
        let target = try MirrorTarget(registry: "file://\(folder ?? usb)")
        let desired = try images.enumerated().map { index, item in
            upstream.add(item.image, to: item.name, tag: "1")
            return DesiredImage(
                origin: try ImageSource("\(upstream.repository(item.name)):1"),
                type: .additionalImage,
                destination: Destination(
                    repository: try Repository("localhost/\(item.name)"),
                    tag: try Tag("1")
                ),
                requestedBy: ["mirror.additionalImages[\(index)]"]
            )
        }
        let ledger = TargetLedger(target: target.description)
        let observed = try await Observer(
            source: ObservedLibrary(library: library),
            target: ArchiveTarget(ledger: ledger),
            ledger: ledger
        ).observe(desired)
        let plan = Planner(
            desired: DesiredState(
                configuration: ConfigurationRecord(path: "isc.yaml", digest: Digest(of: [])),
                target: target,
                images: desired
            ),
            observed: observed,
            ledger: ledger,
            options: PlanOptions(allowOversize: allowsOversize ? true : nil),
            archive: ArchiveRequest(
                limit: limit,
                firstVolume: first,
                documents: [Self.configuration] + documents
            )
        ).plan()
        // As apply reads it.
        return try PlanFile(reading: Data(PlanFile(plan).bytes))
    }

    /// Without its configuration nobody takes a set for one.
    private static var configuration: PlannedArchive.Document {
        let digest = Digest(of: [])
        return .init(path: ArchivePath.configuration(digest), digest: digest, size: 0, content: "")
    }

    func executor(
        _ plan: PlanFile,
        folder: String? = nil,
        parallelism: Int = 3,
        stop: StopSignal = StopSignal(),
        events: @escaping @Sendable (ApplyEvent) -> Void = { _ in },
        documents: @escaping ArchiveExecutor.Documents = { _ in [] }
    ) -> ArchiveExecutor {
        ArchiveExecutor(
            plan: plan,
            source: ContentReader(library: library),
            folder: folder ?? usb,
            stop: stop,
            parallelism: parallelism,
            retry: Self.quick,
            events: events,
            documents: documents
        )
    }

    /// Writes the archive of a plan from the beginning to the end.
    @discardableResult
    func write(_ plan: PlanFile, to folder: String? = nil) async throws -> ApplyOutcome {
        let executor = executor(plan, folder: folder)
        _ = try executor.check()
        return try await executor.run(done: .nothing)
    }

    /// The files of a folder with their bytes.
    func files(_ folder: String? = nil) throws -> [String: [UInt8]] {
        let folder = folder ?? usb
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return try Dictionary(
            names.map { ($0, [UInt8](try Data(contentsOf: URL(filePath: "\(folder)/\($0)")))) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// How often blobs were asked for so far, by digest.
    var blobRequests: [Digest: Int] {
        let digests = upstream.log.filter { $0.hasPrefix("GET") && $0.contains("/blobs/") }
            .compactMap { try? Digest(String($0.split(separator: "/").last ?? "")) }
        return digests.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }
}
