// SPDX-License-Identifier: Apache-2.0

import Applying
import Foundation
import HTTPTransport
import ImageAccess
import OCI
import Registry
import Scheduling
import TestSupport
@testable import Plans

/// Images that only an upstream has, and a target: both misbehave on demand.
struct CopyScene {
    let upstream: FakeRegistry
    let target: FakeRegistry
    let folder: TemporaryDirectory

    init() throws {
        upstream = try FakeRegistry()
        target = try FakeRegistry()
        folder = try TemporaryDirectory()
    }

    private func client(_ role: RegistryClient.Role, _ retry: RetryPolicy, _ outages: Outages) -> RegistryClient {
        RegistryClient(
            role: role,
            transport: CurlTransport(CurlTransportOptions(version: "test")),
            settings: RegistrySettings(sourceVerifiesTLS: false, destinationVerifiesTLS: false),
            policy: RequestPolicy(retry: retry, outages: outages)
        )
    }

    func executor(
        _ plan: Plan,
        retry: RetryPolicy = .tries(6),
        outages: Outages = Outages(),
        chunkLength: Int64 = 128 << 20,
        stop: StopSignal = StopSignal(),
        events: @escaping @Sendable (ApplyEvent) -> Void = { _ in }
    ) -> RegistryExecutor {
        RegistryExecutor(
            plan: plan,
            source: ContentReader(library: ImageLibrary(client: client(.source, retry, outages))),
            target: client(.destination, retry, outages),
            uploads: UploadChoices(journal: Journal(path: folder["journal"]), chunkLength: chunkLength),
            limits: RunLimits(stop: stop, parallelism: 3, retry: retry),
            events: events
        )
    }

    /// A plan that copies images which only the upstream has, as `1` or the tag that a name has.
    func plan(_ images: [(name: String, image: TestImage)]) throws -> Plan {
        var blobs: [Digest: BlobTransfer] = [:]
        var actions: [Action] = []
        for (text, image) in images {
            let parts = text.split(separator: ":").map(String.init)
            let (name, tag) = (parts[0], parts.count > 1 ? parts[1] : "1")
            upstream.add(image, to: name, tag: tag)
            let repository = PlacedRepository(try target.repository(name))
            for (digest, bytes) in image.blobs {
                if blobs[digest] == nil {
                    blobs[digest] = BlobTransfer(
                        digest: digest,
                        size: Int64(bytes.count),
                        source: ContentPlace(try upstream.repository(name).description),
                        home: repository,
                        atHome: false,
                        mountInto: []
                    )
                } else if blobs[digest]?.home != repository {
                    blobs[digest]?.fields.mountInto.append(repository)
                }
            }
            actions.append(
                Action(
                    kind: .copy,
                    type: .additionalImage,
                    origins: ["\(try upstream.repository(name)):\(tag)"],
                    source: "\(try upstream.repository(name)):\(tag)@\(image.digest)",
                    destination: "\(repository):\(tag)",
                    digest: image.digest,
                    size: 1,
                    transfer: 1,
                    expect: .init(destination: nil),
                    reason: "missing at destination",
                    requestedBy: []
                )
            )
        }
        return Plan(
            configuration: ConfigurationRecord(path: "isc.yaml", digest: Digest(of: [])),
            options: PlanOptions(),
            target: PlanTarget(TargetPlace("\(try target.host)")),
            actions: actions,
            blobs: blobs.values.sorted { $0.digest < $1.digest }
        )
    }

    func image(_ seed: UInt64, length: Int) throws -> TestImage {
        var generator = SeededGenerator(seed: seed)
        return try TestImage(layers: [generator.bytes(length)])
    }
}
