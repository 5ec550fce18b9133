// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Applying
import Foundation
import ImageAccess
import OCI
import Registry
import Scheduling
import TestSupport
import Testing
@testable import Plans

@Suite("An action that builds")
struct BuildActionTests {
    private let upstream: FakeRegistry
    private let target: FakeRegistry
    private let folder: TemporaryDirectory
    private let recipe: BuildRecipe

    init() throws {
        upstream = try FakeRegistry()
        target = try FakeRegistry()
        folder = try TemporaryDirectory()
        let digest = Digest(of: [])
        recipe = BuildRecipe(
            kind: .graphData,
            base: "\(try upstream.repository("base"))@\(digest)",
            layer: digest,
            layerSize: 0,
            input: "https://example.com/"
        )
    }

    private func executor(
        _ plan: Plan,
        _ builder: (any ImageBuilder)?,
        chunkLength: Int64 = 128 << 20
    ) -> RegistryExecutor {
        RegistryExecutor(
            plan: plan,
            source: ContentReader(library: ImageLibrary(client: testClient(.source)), builder: builder),
            target: testClient(.destination),
            uploads: UploadChoices(journal: Journal(path: folder["journal"]), chunkLength: chunkLength),
            limits: RunLimits(parallelism: 3, retry: quickRetry)
        )
    }

    /// An image of which one layer comes from upstream, one is a file, and the configuration is in memory.
    private func image(_ seed: UInt64 = 1, length: Int = 1000) throws -> BuiltImage {
        var generator = SeededGenerator(seed)
        let (base, top) = (generator.bytes(500), generator.bytes(length))
        upstream.add(blob: base, to: "base")
        let image = try TestImage(layers: [base, top], labels: ["long": String(repeating: "x", count: length)])
        let path = try folder.write(top, to: "top-\(seed)")
        var blobs: [Digest: BuiltImage.Content] = [Digest(of: top): .file(path: path)]
        for (digest, bytes) in image.blobs where digest != Digest(of: base) && digest != Digest(of: top) {
            blobs[digest] = .bytes(bytes)
        }
        return BuiltImage(tree: ImageTree(root: image.top), blobs: blobs)
    }

    @Test("builds once, whatever the number of destinations, and takes each blob from where it is")
    func builds() async throws {
        let image = try image()
        let builder = TestBuilder { _ in image }
        let plan = try buildPlan(image, recipe, to: target.repository("a/b"), tags: ["1", "2", "3"])
        let executor = executor(plan, builder)
        let outcome = try await executor.run(done: executor.check())
        #expect(outcome.isComplete, "\(outcome)")
        #expect(builder.recipes.withLock { $0 } == [recipe])
        #expect(target.tags(of: "a/b") == ["1", "2", "3"].reduce(into: [:]) { $0[$1] = "\(image.digest)" })
        for blob in image.tree.blobs { #expect(target.blob(blob.digest, in: "a/b")?.count == Int(blob.size)) }
        #expect(upstream.log.filter { $0 != "GET /v2/" }.count == 1)

        // Once it is in place, there is nothing to build.
        let done = try await executor.check()
        #expect(done.actions == [0, 1, 2])
        #expect(try await executor.run(done: done).isComplete)
        #expect(builder.recipes.withLock { $0.count } == 1)
    }

    @Test("carries on inside of long blobs, be they in memory or on disk")
    func offsets() async throws {
        let image = try image(2, length: 300_000)
        target.inject(FakeRegistryFault(.status(500), method: "PATCH", times: 2))
        let plan = try buildPlan(image, recipe, to: target.repository("a/b"), tags: ["1"])
        let executor = executor(plan, TestBuilder { _ in image }, chunkLength: 100_000)
        let outcome = try await executor.run(done: executor.check())
        #expect(outcome.isComplete, "\(outcome)")
        #expect(target.log.count { $0.hasPrefix("PATCH") } > 2)
        for blob in image.tree.blobs {
            #expect(target.blob(blob.digest, in: "a/b").map { Digest(of: $0) } == blob.digest)
        }
    }

    @Test("stops the apply before anything is changed where another image comes out")
    func stale() async throws {
        let (planned, other) = (try image(3), try image(4))
        let plan = try buildPlan(planned, recipe, to: target.repository("a/b"), tags: ["1"])
        let executor = executor(plan, TestBuilder { _ in other })
        let done = try await executor.check()
        let error = await #expect(throws: StaleBuild.self) { try await executor.run(done: done) }
        #expect(error?.destination == "\(try target.repository("a/b")):1")
        #expect(error?.planned == planned.digest)
        #expect(error?.built == other.digest)
        #expect(error?.description.contains("Run `mirror plan` again") == true)
        #expect(target.log.allSatisfy { $0.hasPrefix("GET") || $0.hasPrefix("HEAD") }, "\(target.log)")
    }

    @Test("fails by itself where it cannot be built, and the reason says so")
    func unbuildable() async throws {
        struct NoData: Error, CustomStringConvertible { let description = "the data cannot be had" }
        let image = try image(5)
        let plan = try buildPlan(image, recipe, to: target.repository("a/b"), tags: ["1"])
        var without = plan
        without.fields.actions[0].fields.recipe = nil
        let builders: [(Plan, (any ImageBuilder)?, String)] = [
            (plan, nil, "nothing here builds images"),
            (plan, TestBuilder { _ in throw NoData() }, "the data cannot be had"),
            (without, TestBuilder { _ in image }, "the plan has no recipe"),
        ]
        for (plan, builder, message) in builders {
            let executor = executor(plan, builder)
            let outcome = try await executor.run(done: executor.check())
            guard case .failed(let reason) = outcome.results[0] else {
                Issue.record("\(outcome)")
                continue
            }
            #expect(reason.contains(message))
            #expect(target.tags(of: "a/b").isEmpty)
        }
    }

    @Test("pushes no blob that is not the promised one", arguments: ["changed", "shorter", "gone"])
    func verified(how: String) async throws {
        let image = try image(6)
        let path = folder["top-6"]
        switch how {
        case "changed": try folder.write([UInt8](repeating: 0, count: 1000), to: "top-6")
        case "shorter": try folder.write([UInt8](repeating: 0, count: 999), to: "top-6")
        default: try FileManager.default.removeItem(atPath: path)
        }
        let plan = try buildPlan(image, recipe, to: target.repository("a/b"), tags: ["1"])
        let executor = executor(plan, TestBuilder { _ in image })
        let outcome = try await executor.run(done: executor.check())
        #expect(outcome.failures == 1)
        #expect(target.tags(of: "a/b").isEmpty)
        let layer = try #require(image.tree.blobs.last)
        #expect(target.blob(layer.digest, in: "a/b") == nil)
    }
}
