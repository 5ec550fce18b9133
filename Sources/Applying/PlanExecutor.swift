// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
package import Plans
package import Registry
package import Scheduling

/// Executes a plan: exactly its actions, each only while the target is as the plan found it.
package struct PlanExecutor: Sendable {
    private let plan: Plan
    private let source: ContentSource
    private let target: RegistryClient
    private let journal: Journal?
    private let stop: StopSignal
    private let parallelism: Int
    private let retry: RetryPolicy
    private let chunkLength: Int64
    private let events: @Sendable (ApplyEvent) -> Void

    /// After this many jobs in a row that could not reach a registry no other is begun.
    private static let unreachableLimit = 4

    /// Blobs above twice this many bytes are uploaded in chunks of it.
    package static let standardChunkLength: Int64 = 128 << 20

    package init(
        plan: Plan,
        source: ContentSource,
        target: RegistryClient,
        journal: Journal? = nil,
        stop: StopSignal = StopSignal(),
        parallelism: Int = 8,
        retry: RetryPolicy = .standard,
        chunkLength: Int64 = standardChunkLength,
        events: @escaping @Sendable (ApplyEvent) -> Void = { _ in }
    ) {
        self.plan = plan
        self.source = source
        self.target = target
        self.journal = journal
        self.stop = stop
        self.parallelism = parallelism
        self.retry = retry
        self.chunkLength = chunkLength
        self.events = events
    }

    /// Looks at every destination, and at what the plan calls in sync, and changes nothing.
    ///
    /// Returns the positions of the actions that are done already; throws `StalePlan` where the
    /// target holds what the plan neither found nor brings, or lacks what it found in place.
    package func check() async throws -> Set<Int> {
        let found = try await concurrentMap(plan.actions, limit: parallelism * 2) { action in
            try stop.check()
            let destination = try ImageReference(action.destination)
            guard let reference = destination.manifestReference else { return Digest?.none }
            return try await same(target.head(destination.repository, reference)?.digest, as: action)
        }
        var done: Set<Int> = []
        var differences: [StalePlan.Difference] = []
        for (index, (action, found)) in zip(plan.actions, found).enumerated() {
            let expected = action.expect.destination
            if found == action.digest {
                // A referrer may be there and still not be listed; missing platforms show in nothing but the plan.
                if expected != action.digest, action.type != .referrer { done.insert(index) }
            } else if found != expected {
                differences.append(.init(destination: action.destination, expected: expected, found: found))
            }
        }
        differences += try await look.differences(
            plan.inSync.map { .init(destination: $0.destination, digest: $0.digest) }
        )
        guard differences.isEmpty else { throw StalePlan(differences: differences) }
        return done
    }

    private var look: TargetLook { TargetLook(target: target, limit: parallelism * 2, stop: stop) }

    /// Looks again at all that the plan wants, after deletions ran beside it; what is gone has failed after all.
    package func lookAgain(_ outcome: inout ApplyOutcome) async throws {
        let copied = plan.actions.map { TargetLook.Expectation(destination: $0.destination, digest: $0.digest) }
        let kept = plan.inSync.map { TargetLook.Expectation(destination: $0.destination, digest: $0.digest) }
        let lost = try await look.missing(copied + kept)
        let positions = Dictionary(
            plan.actions.enumerated().map { ($1.destination, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        for image in lost {
            if let position = positions[image.destination] {
                fail(position, image.reason, &outcome)
            } else {
                outcome.lost.append(image)
            }
        }
    }

    /// Registries name a tag's content by sha256, whatever algorithm the plan's digest has.
    private func same(_ found: Digest?, as action: Action) async throws -> Digest? {
        guard let found, found.algorithm != action.digest.algorithm, found != action.expect.destination else {
            return found
        }
        let manifest = try await source.manifest(action.digest, at: ContentPlace(action.source))
        return manifest.isNamed(found) ? action.digest : found
    }

    /// Does what is left of the plan after `check()`.
    ///
    /// One image that fails does not stop the others. A target that changes meanwhile does. Throws `StaleBuild` before
    /// anything is changed where an image that is built is not the planned one.
    package func run(done: Set<Int>) async throws -> ApplyOutcome {
        try journal?.begin()
        var outcome = ApplyOutcome(
            results: plan.actions.indices.map { done.contains($0) ? .alreadyDone : .notStarted }
        )
        let open = plan.actions.indices.filter { !done.contains($0) }
        let (pending, failed) = try await read(open, &outcome)
        var schedule = ApplySchedule(pending, blobs: plan.blobs, failed: failed)
        report(&schedule, &outcome)
        events(.started(actions: plan.actions.count, alreadyDone: done.count, bytes: plan.summary.bytesToTransfer))
        let worker = ApplyWorker(
            images: pending,
            blobs: Dictionary(plan.blobs.map { ($0.digest, $0) }, uniquingKeysWith: { first, _ in first }),
            copier: BlobCopier(
                source: source,
                target: target,
                journal: journal,
                retry: retry,
                chunkLength: chunkLength,
                events: events
            ),
            pusher: ImagePusher(target: target, retry: retry),
            looksFirst: !done.isEmpty || journal?.resumes == true
        )
        await drain(&schedule, worker, &outcome)
        outcome.wasInterrupted = stop.isRequested && outcome.results.contains(.notStarted)
        return outcome
    }

    private func read(
        _ open: [Int],
        _ outcome: inout ApplyOutcome
    ) async throws -> ([Int: PlannedImage], [ApplySchedule.FailedRead]) {
        let images = try await concurrentMap(open, limit: parallelism * 2) {
            index -> Result<PlannedImage, ReadFailure> in
            try stop.check()
            do {
                return .success(try await PlannedImage.read(plan.actions[index], from: source))
            } catch let error as CancellationError {
                throw error
            } catch let error as StaleBuild {
                throw error
            } catch let error as StaleInput {
                throw error
            } catch {
                return .failure(ReadFailure(reason: error.inWords))
            }
        }
        var pending: [Int: PlannedImage] = [:]
        var failed: [ApplySchedule.FailedRead] = []
        for (index, result) in zip(open, images) {
            switch result {
            case .success(let image): pending[index] = image
            case .failure(let failure):
                fail(index, failure.reason, &outcome)
                let action = plan.actions[index]
                failed.append(
                    .init(
                        content: PlacedImage(action).content,
                        attachedTo: action.attachedTo,
                        partOf: action.partOf ?? [],
                        reason: failure.reason
                    )
                )
            }
        }
        return (pending, failed)
    }

    private func fail(_ index: Int, _ reason: String, _ outcome: inout ApplyOutcome) {
        outcome.results[index] = .failed(reason)
        events(.failed(plan.actions[index], reason: reason))
    }

    private func drain(_ schedule: inout ApplySchedule, _ worker: ApplyWorker, _ outcome: inout ApplyOutcome) async {
        var isStale = false
        // A registry that is gone fails everything: rather than wait for each, the run ends and can be run again.
        var unreachable = 0
        await withTaskGroup(of: (ApplySchedule.Job, JobResult).self) { group in
            var running = 0
            while true {
                while running < parallelism, !stop.isRequested, !isStale, unreachable < Self.unreachableLimit,
                    !Task.isCancelled, let job = schedule.next()
                {
                    group.addTask { (job, await worker.run(job)) }
                    running += 1
                }
                guard let (job, result) = await group.next() else { break }
                running -= 1
                guard !result.wasStopped else { continue }
                outcome.bytesTransferred += result.bytes
                isStale = isStale || result.isStale
                unreachable = result.isUnreachable ? unreachable + 1 : 0
                schedule.finished(job, failure: result.failure)
                report(&schedule, &outcome)
            }
        }
        report(&schedule, &outcome)
    }

    private func report(_ schedule: inout ApplySchedule, _ outcome: inout ApplyOutcome) {
        for (index, failure) in schedule.takeEnded() {
            if let failure {
                fail(index, failure, &outcome)
            } else {
                outcome.results[index] = .done
                events(.finished(plan.actions[index]))
            }
        }
    }
}

/// A source's manifests could not be read.
private struct ReadFailure: Error {
    let reason: String
}
