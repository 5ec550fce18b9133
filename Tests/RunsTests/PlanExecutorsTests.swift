// SPDX-License-Identifier: Apache-2.0

import Applying
import Diagnostics
import Foundation
import OCI
import Scheduling
import TestSupport
import Testing

@testable import Plans
@testable import Runs

/// Which executor a plan gets, and what is opened for it.
@Suite("The executors of plans")
struct PlanExecutorsTests {
    private let world: RunWorld

    init() throws { world = try RunWorld() }

    private struct NoCache: Error {}

    private func executor(
        of plan: Plan,
        archive: String? = nil,
        cache: (@Sendable () throws -> any RunCache)? = nil
    ) async throws -> any PlanExecuting {
        let executors = PlanExecutors(
            parallelism: 2,
            archive: archive,
            connect: { [world] in world.clients },
            cache: cache ?? { [world] in world.place },
            journal: { [world] in world.folder["journal-\($0.hex)"] }
        )
        return try await executors.executor(of: PlanFile(plan), stop: StopSignal(), events: { _ in })
            .executor
    }

    private func plan(_ work: PlanWork, changing change: (inout Plan) -> Void = { _ in }) -> Plan {
        var plan = Plan.sample
        plan.fields.work = work
        if case .copiesToRegistry = work {
        } else {
            (plan.fields.actions, plan.fields.blobs, plan.fields.inSync) = ([], [], [])
        }
        change(&plan)
        return plan
    }

    private var cacheExists: Bool { FileManager.default.fileExists(atPath: world.folder["cache"]) }

    @Test("fit the kind of the plan")
    func kinds() async throws {
        #expect(try await executor(of: plan(.copiesToRegistry(from: nil))) is PruningExecutor)
        #expect(try await executor(of: plan(.deletions)) is DeletionExecutor)
        let set = try TestArchiveSet([.init("a/b", try TestImage(layers: [[1]]))])
        #expect(try await executor(of: set.plan.plan) is ArchiveExecutor)
    }

    @Test("make a cache only for plans that need one")
    func makesCache() async throws {
        _ = try await executor(of: plan(.copiesToRegistry(from: nil)))
        _ = try await executor(of: plan(.deletions))
        #expect(!cacheExists)
        let set = try TestArchiveSet([.init("a/b", try TestImage(layers: [[1]]))])
        _ = try await executor(of: set.plan.plan)
        #expect(cacheExists)
    }

    @Test("need no cache where the plan only copies to a registry or deletes")
    func noCache() async throws {
        let broken: @Sendable () throws -> any RunCache = { throw NoCache() }
        _ = try await executor(of: plan(.copiesToRegistry(from: nil)), cache: broken)
        _ = try await executor(of: plan(.deletions), cache: broken)
        let set = try TestArchiveSet([.init("a/b", try TestImage(layers: [[1]]))])
        await #expect(throws: NoCache.self) { try await executor(of: set.plan.plan, cache: broken) }
    }

    @Test("wait for nobody who keeps the cache, where the plan only copies")
    func heldCache() async throws {
        _ = try await world.place.open()
        let lock = try await world.place.lockForRemoving(waiting: .zero)
        #expect(lock != nil)
        _ = try await executor(of: plan(.copiesToRegistry(from: nil)))
        withExtendedLifetime(lock) {}
    }

    @Test("refuse a folder for the archive of a plan that reads none")
    func unread() async throws {
        for work in [PlanWork.copiesToRegistry(from: nil), .deletions] {
            let error = await #expect(throws: UnreadArchive(folder: "file://usb")) {
                try await executor(of: plan(work), archive: "file://usb")
            }
            #expect(error?.explanation.summary == "--from file://usb: the plan reads no archive")
        }
    }

    // MARK: Plans that read an archive

    /// Writes a set of two volumes to `folder`, and returns a plan that reads it from `usb`.
    private func reading(_ folder: String = "usb") throws -> (plan: Plan, set: TestArchiveSet) {
        let set = try TestArchiveSet(
            [.init("a/1", try TestImage(layers: [[1]])), .init("a/2", try TestImage(layers: [[2]]))],
            parts: 2
        )
        try set.write(to: world.folder, folder)
        let source = SourceArchive(
            .archive(folder: world.folder["usb"]),
            volumes: set.volumes.map { .init(name: "\($0.name)", size: Int64($0.bytes.count)) }
        )
        return (plan(.copiesToRegistry(from: source)), set)
    }

    @Test(
        "open the archive that the plan was made from, where it lies now",
        arguments: [false, true]
    )
    func moved(isMoved: Bool) async throws {
        let (plan, _) = try reading(isMoved ? "elsewhere" : "usb")
        let named = isMoved ? "file://\(world.folder["elsewhere"])" : nil
        #expect(try await executor(of: plan, archive: named) is PruningExecutor)
        if isMoved { await #expect(throws: (any Error).self) { try await executor(of: plan) } }
    }

    @Test("refuse an archive whose volumes are not those of the plan")
    func stale() async throws {
        let (plan, _) = try reading()
        // The second volume of another set, which is longer.
        let other = try TestArchiveSet(
            [
                .init("a/1", try TestImage(layers: [[1]])),
                .init("a/2", try TestImage(layers: [[UInt8](repeating: 2, count: 4096)])),
            ],
            parts: 2
        )
        try other.write(to: world.folder, "usb")
        let error = await #expect(throws: StaleArchive.self) { try await executor(of: plan) }
        let size = other.volumes[1].bytes.count
        #expect(error?.message.contains("mirror_000002.tar") == true, "\(error as Any)")
        #expect(
            error?.message.hasSuffix("\(world.folder["usb"]) has one of \(size)") == true,
            "\(error as Any)"
        )
    }

    @Test("read an archive that lost what was lost when the plan was made, and nothing more")
    func lost() async throws {
        let (whole, set) = try reading()
        try FileManager.default.removeItem(atPath: world.folder["usb/mirror_000002.tar"])
        await #expect(throws: (any Error).self) { try await executor(of: whole) }
        let first = SourceArchive(
            .archive(folder: world.folder["usb"]),
            volumes: [.init(name: "mirror_000001.tar", size: Int64(set.volumes[0].bytes.count))]
        )
        #expect(try await executor(of: plan(.copiesToRegistry(from: first))) is PruningExecutor)
    }
}
