// SPDX-License-Identifier: Apache-2.0

import Applying
import OCI
import Plans
import Registry
import Scheduling
import TestSupport

/// A target that misbehaves on demand, and images to delete from it.
struct DeletionScene {
    let target: FakeRegistry

    init() throws { target = try FakeRegistry() }

    /// An image of a layer with random bytes.
    func image(_ seed: UInt64) throws -> TestImage {
        var generator = SeededGenerator(seed: seed)
        return try TestImage(layers: [generator.bytes(200)])
    }

    /// Puts an image at the target and returns its deletion.
    func deletion(
        _ image: TestImage,
        _ repository: String,
        tags: [String] = ["1"],
        kind: Deletion.Kind = .manifest,
        at registry: FakeRegistry? = nil
    ) throws -> Deletion {
        let registry = registry ?? target
        registry.add(image, to: repository)
        for tag in tags { registry.add(image, to: repository, tag: tag) }
        return Deletion(
            kind: kind,
            type: .additionalImage,
            repository: "\(try registry.repository(repository))",
            digest: image.digest,
            tags: tags,
            size: 1,
            reclaim: 0,
            reason: "asked for",
            requestedBy: [],
            proof: []
        )
    }

    /// A plan that deletes, with the tags that stay; nothing is known of those where none are named.
    func plan(_ deletions: [Deletion], staying: [String: [String: TestImage]] = [:]) -> Plan {
        Plan(
            work: .deletions,
            configuration: ConfigurationRecord(path: "disc.yaml", digest: Digest(of: [])),
            options: PlanOptions(),
            target: PlanTarget(TargetPlace("mirror.example")),
            deletions: deletions,
            repositories: Set(deletions.map(\.repository)).sorted().map { name in
                let tags = staying.first { name.hasSuffix("/\($0.key)") }?.value ?? [:]
                return RepositoryState(repository: name, staying: tags.mapValues(\.digest))
            }
        )
    }

    func executor(
        _ plan: Plan,
        stop: StopSignal = StopSignal(),
        parallelism: Int = 3,
        time: TimeSource = .system,
        events: @escaping @Sendable (ApplyEvent) -> Void = { _ in }
    ) -> DeletionExecutor {
        DeletionExecutor(
            plan: plan,
            target: .test(.destination),
            stop: stop,
            parallelism: parallelism,
            time: time,
            events: events
        )
    }

    /// Deletes as `mirror apply` does.
    func apply(_ executor: DeletionExecutor) async throws -> ApplyOutcome {
        try await executor.run(done: executor.check())
    }

    /// Whether the target has the manifest of a deletion.
    func isThere(_ deletion: Deletion) async throws -> Bool {
        try await RegistryClient.test(.destination)
            .head(try deletion.repository.parsed(), .digest(deletion.digest)) != nil
    }

    /// The requests so far that delete.
    func deletes(_ registry: FakeRegistry? = nil) -> [String] {
        (registry ?? target).log.filter { $0.hasPrefix("DELETE") }
    }
}
