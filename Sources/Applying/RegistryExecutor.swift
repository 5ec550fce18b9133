// SPDX-License-Identifier: Apache-2.0

import OCI
package import Plans
package import Registry
import Scheduling

/// Copies the images of a plan into a registry, each only if its destination is as the plan found it.
package struct RegistryExecutor: PlanExecuting {
    private let plan: Plan
    private let source: ContentReader
    private let target: RegistryClient
    private let uploads: UploadChoices
    private let limits: RunLimits
    private let events: @Sendable (ApplyEvent) -> Void

    private var journal: Journal? { uploads.journal }
    private var stop: StopSignal { limits.stop }
    private var parallelism: Int { limits.parallelism }

    package init(
        plan: Plan,
        source: ContentReader,
        target: RegistryClient,
        uploads: UploadChoices = UploadChoices(),
        limits: RunLimits = RunLimits(),
        events: @escaping @Sendable (ApplyEvent) -> Void = { _ in }
    ) {
        self.plan = plan
        self.source = source
        self.target = target
        self.uploads = uploads
        self.limits = limits
        self.events = events
    }

    /// Checks every destination and every image in sync, and changes nothing.
    ///
    /// Throws `StalePlan` if a destination has neither the digest that the plan found nor the planned one, or if an image
    /// in sync is missing.
    package func check() async throws -> DoneWork {
        let count = PreparationCount(.checking, of: plan.actions.count, events: events)
        let found = try await concurrentMap(plan.actions, limit: parallelism * 2) { action in
            try stop.check()
            defer { count.add() }
            let destination = try action.destination.reference()
            guard let reference = destination.manifestReference else { return Digest?.none }
            return try await same(target.head(destination.repository, reference)?.digest, as: action)
        }
        var done: Set<Int> = []
        var differences: [StalePlan.Difference] = []
        for (index, (action, found)) in zip(plan.actions, found).enumerated() {
            let expected = action.expect.destination
            if found == action.digest {
                // A referrer may be there without being listed, and missing platforms do not change the digest.
                if expected != action.digest, action.type != .referrer { done.insert(index) }
            } else if found != expected {
                differences.append(.init(destination: action.destination, expected: expected, found: found))
            }
        }
        differences += try await look.differences(
            plan.inSync.map { .init(destination: $0.destination, digest: $0.digest) }
        )
        guard differences.isEmpty else { throw StalePlan(differences: differences) }
        return DoneWork(actions: done)
    }

    private var look: TargetLook { TargetLook(target: target, limit: parallelism * 2, stop: stop) }

    /// The digest to compare with an action: registries name a tag's content by sha256, even if the plan has another
    /// algorithm.
    private func same(_ found: Digest?, as action: Action) async throws -> Digest? {
        guard let found, found.algorithm != action.digest.algorithm, found != action.expect.destination else {
            return found
        }
        let manifest = try await source.manifest(action.digest, at: action.source.store())
        return manifest.isNamed(found) ? action.digest : found
    }

    /// Copies the rest of the plan after `check()`.
    ///
    /// An image that fails does not stop the others; a target that changes meanwhile does. Throws `StaleBuild` before any
    /// change if a built image is not the planned one.
    package func run(done: DoneWork) async throws -> ApplyOutcome {
        try journal?.begin()
        var progress = ActionProgress(of: plan.actions, done: done.actions, events: events)
        let open = plan.actions.indices.filter { !done.actions.contains($0) }
        let images = try await ImageReading(
            actions: plan.actions,
            source: source,
            stop: stop,
            limit: parallelism * 2,
            events: events
        ).read(open, &progress)
        let schedule = self.schedule(open, images, progress.results)
        let bytes = plan.summary.bytesToTransfer - (done.actions.isEmpty ? 0 : schedule.idleBytes)
        events(
            .started(
                actions: plan.actions.count,
                alreadyDone: done.actions.count,
                bytes: max(0, bytes)
            )
        )
        var jobs = RegistryJobs(schedule, progress)
        let worker = worker(images, looksFirst: !done.actions.isEmpty || journal?.resumes == true)
        let sent = await JobPump(parallelism: parallelism, stop: stop).drain(&jobs) { try await worker.run($0) }
        let outcome = ApplyOutcome(
            results: jobs.progress.results,
            wasInterrupted: stop.isRequested && jobs.progress.isOpen,
            bytesTransferred: sent
        )
        if outcome.isComplete { journal?.remove() }
        return outcome
    }

    private func schedule(_ open: [Int], _ images: [Int: PlannedImage], _ results: [ActionResult]) -> ApplySchedule {
        let failed = open.compactMap { index -> ApplySchedule.FailedRead? in
            guard let reason = results[index].failure else { return nil }
            let action = plan.actions[index]
            return .init(
                content: action.image.content,
                attachedTo: action.attachedTo,
                partOf: action.partOf ?? [],
                reason: reason
            )
        }
        return ApplySchedule(images, blobs: plan.blobs, failed: failed)
    }

    private func worker(_ images: [Int: PlannedImage], looksFirst: Bool) -> ApplyWorker {
        ApplyWorker(
            images: images,
            blobs: Dictionary(plan.blobs.map { ($0.digest, $0) }, uniquingKeysWith: { first, _ in first }),
            owners: BlobOwners(images.sorted { $0.key < $1.key }.map(\.value)),
            copier: BlobCopier(
                source: source,
                target: target,
                journal: journal,
                retry: limits.retry,
                chunkLength: uploads.chunkLength,
                stop: stop,
                events: events
            ),
            pusher: ImagePusher(target: target, retry: limits.retry),
            looksFirst: looksFirst
        )
    }

    /// Checks all images of the plan again, after deletions ran beside it.
    ///
    /// Returns the outcome; images that are gone have failed in it.
    package func lookingAgain(_ outcome: ApplyOutcome) async throws -> ApplyOutcome {
        let copied = plan.actions.map { TargetLook.Expectation(destination: $0.destination, digest: $0.digest) }
        let kept = plan.inSync.map { TargetLook.Expectation(destination: $0.destination, digest: $0.digest) }
        let missing = try await look.missing(copied + kept)
        let positions = Dictionary(
            plan.actions.enumerated().map { ($1.destination, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        var results = outcome.results
        for image in missing {
            guard let position = positions[image.destination] else { continue }
            results[position] = .failed(image.reason)
            events(.failed(plan.actions[position], reason: image.reason))
        }
        return ApplyOutcome(
            results: results,
            deletions: outcome.deletions,
            lost: outcome.lost + missing.filter { positions[$0.destination] == nil },
            wasInterrupted: outcome.wasInterrupted,
            bytesTransferred: outcome.bytesTransferred
        )
    }
}
