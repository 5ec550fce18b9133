// SPDX-License-Identifier: Apache-2.0

import Applying
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
import Testing

/// Images that share children and layers, at a source and on their way to a target, both of which fail on demand.
struct FaultScene {
    /// A failure, and the registry that plays it.
    struct Fault: Sendable, CustomTestStringConvertible {
        enum Side: Sendable { case source, target }

        let name: String
        let side: Side
        let fault: FakeRegistryFault

        init(_ name: String, at side: Side, _ fault: FakeRegistryFault) {
            (self.name, self.side, self.fault) = (name, side, fault)
        }

        var testDescription: String { "\(name) (\(side))" }
    }

    let copy: CopyScene
    let images: [(name: String, image: TestImage)]
    private let clock = SteppingClock()

    init() throws {
        copy = try CopyScene()
        var generator = SeededGenerator(seed: 77)
        let base = generator.bytes(250_000)
        let parts = try (0..<3).map { _ in try TestImage(layers: [base, generator.bytes(30_000)]) }
        let platforms = [try Platform("linux/amd64"), try Platform("linux/arm64")]
        let index = try TestImage.index([(platforms[0], parts[0]), (platforms[1], parts[1])])
        images = [("a/index", index), ("a/single", parts[1]), ("b/other", parts[2])]
    }

    func registry(_ side: Fault.Side) -> FakeRegistry { side == .source ? copy.upstream : copy.target }

    /// A client that knows nothing yet, as at the beginning of a command.
    private func client(_ role: RegistryClient.Role) -> RegistryClient {
        RegistryClient(
            role: role,
            transport: CurlTransport(CurlTransportOptions(version: "test")),
            settings: RegistrySettings(sourceVerifiesTLS: false, destinationVerifiesTLS: false),
            policy: RequestPolicy(retry: RetryPolicy(time: clock.time))
        )
    }

    /// What planning finds at source and target.
    func observe() async throws -> ObservedState {
        let target = try copy.target.host
        let wanted = try images.enumerated().map { index, image in
            DesiredImage(
                origin: .registry(try ImageReference("\(try copy.upstream.repository(image.name)):1")),
                role: ImageRole(.additionalImage),
                destination: Destination(
                    repository: try Repository("\(target)/\(image.name)"),
                    tag: try OCI.Tag("1")
                ),
                request: ImageRequest(by: ["mirror.additionalImages[\(index)]"])
            )
        }
        return try await Observer(
            source: ObservedLibrary(library: ImageLibrary(client: client(.source))),
            target: RegistryTarget(client: client(.destination)),
            ledger: TargetLedger(target: "\(target)")
        ).observe(wanted)
    }

    /// Applies a plan of the images, with long blobs in chunks.
    func apply() async throws -> ApplyOutcome {
        let executor = copy.executor(
            try copy.plan(images),
            retry: RetryPolicy(time: clock.time),
            chunkLength: 100_000
        )
        return try await executor.run(done: executor.check())
    }

    /// Expects every image at the target with every byte.
    func expectWhole(_ comment: Comment) {
        for (name, image) in images {
            #expect(copy.target.tags(of: name) == ["1": "\(image.digest)"], comment)
            for (digest, bytes) in image.blobs { #expect(copy.target.blob(digest, in: name) == bytes, comment) }
        }
    }
}
