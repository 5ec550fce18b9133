// SPDX-License-Identifier: Apache-2.0

package import Ledger
import OCI
package import Plans
package import Resolution

/// Compares what is wanted with what is there: a pure function from values to a plan.
package struct Planner: Sendable {
    private let desired: DesiredState
    private let observed: ObservedState
    private let ledger: TargetLedger
    private let options: PlanOptions

    package init(desired: DesiredState, observed: ObservedState, ledger: TargetLedger, options: PlanOptions) {
        self.desired = desired
        self.observed = observed
        self.ledger = ledger
        self.options = options
    }

    /// Returns the plan; it must not be applied while one of its checks is an error.
    package func plan() -> Plan {
        var checks = desired.checks
        let images = wanted(&checks)
        var draft = PlanDraft(observed: observed, ledger: ledger)
        for (image, observation, digest) in images { draft.add(image, observation, digest) }
        let blobs = draft.blobs()
        let (actions, transfers) = draft.actions(blobs)
        let inSync = draft.inSync.values.sorted { $0.destination < $1.destination }
        let resources = ResourcePlanner(ledger: ledger, options: options, configuration: desired.configuration)
            .resources(placed: inSync + actions.map(PlacedImage.init))
        checks += images.compactMap { renamed($0.0) }
        return Plan(
            configuration: desired.configuration,
            options: options,
            target: PlanTarget(registry: desired.target.description, lineage: ledger.lineage, serial: ledger.serial),
            checks: checks.sortedForReview(),
            actions: actions,
            blobs: transfers,
            inSync: inSync,
            resources: resources
        )
    }

    /// The images that can be planned, one for each destination, in its order.
    private func wanted(_ checks: inout [Check]) -> [(DesiredImage, ImageObservation, Digest)] {
        var byDestination: [Destination: [(DesiredImage, ImageObservation, Digest)]] = [:]
        for image in desired.images {
            guard let observation = observed.images[image] else { continue }
            switch observation.source {
            case .found(let digest):
                byDestination[image.destination, default: []].append((image, observation, digest))
                if observation.unlistableReferrers > 0 { checks.append(unlistable(image, observation)) }
            case .missing(let message): checks.append(missing(image, message))
            case .unreadable(let message):
                checks.append(Check(.error, "source-unreadable", "\(image.origin): \(message)", at: image.at))
            }
        }
        return byDestination.sorted { $0.key < $1.key }.compactMap { destination, candidates in
            guard let (image, observation, digest) = merge(candidates, at: destination, &checks) else { return nil }
            if let check = contested(image, digest) {
                checks.append(check)
                return nil
            }
            return (image, observation, digest)
        }
    }

    /// Another configuration keeps something else there: each apply of one would undo the other.
    private func contested(_ image: DesiredImage, _ digest: Digest) -> Check? {
        guard let entry = ledger.entries[image.destination.description], entry.image.digest != digest,
            entry.image.origin != "\(image.origin)",
            let other = entry.wantedBy.first(where: { $0 != desired.configuration.path })
        else { return nil }
        return Check(
            .error,
            "destination-collision",
            """
            \(image.origin) would be written to \(image.destination), where \(other) keeps \(entry.image.origin); \
            give one of them another `targetRepo` or `targetTag`
            """,
            at: image.at
        )
    }

    /// A mirror set maps repositories, never tags: a pull by the old tag would miss.
    private func renamed(_ image: DesiredImage) -> Check? {
        guard let reference = image.reference, reference.digest == nil, let tag = reference.tag,
            tag != image.destination.tag
        else { return nil }
        return Check(
            .warning,
            "renamed-tag",
            """
            \(reference) is kept as \(image.destination); mirror sets cannot rename tags, \
            so clusters do not find it under `\(tag)`
            """,
            at: image.at
        )
    }

    private func unlistable(_ image: DesiredImage, _ observation: ImageObservation) -> Check {
        Check(
            .warning,
            "referrers-left-behind",
            """
            \(image.origin): \(observation.unlistableReferrers) referrers stay behind, because the target has no \
            referrers API and would list them under the image's own tag; give the image a `targetTag`
            """,
            at: image.at
        )
    }

    private func missing(_ image: DesiredImage, _ message: String) -> Check {
        guard !options.allowMissing else {
            return Check(.warning, "source-missing", "\(image.origin) is left out: \(message)", at: image.at)
        }
        return Check(
            .error,
            "source-missing",
            "\(image.origin): \(message); correct or remove it, or plan the rest with --allow-missing",
            at: image.at
        )
    }

    /// Several sources may share a destination only if all are the same content, now and forever.
    private func merge(
        _ candidates: [(DesiredImage, ImageObservation, Digest)],
        at destination: Destination,
        _ checks: inout [Check]
    ) -> (DesiredImage, ImageObservation, Digest)? {
        guard let first = candidates.first else { return nil }
        let isFixed = candidates.allSatisfy { $0.0.reference?.digest != nil }
        let isOneDigest = Set(candidates.map(\.2)).count == 1
        let isOneRepository =
            Set(candidates.map { $0.0.reference?.repository.description ?? "\($0.0.origin)" }).count == 1
        guard candidates.count == 1 || (isOneDigest && (isFixed || isOneRepository)) else {
            let sources = candidates.map { "\($0.0.origin) (\($0.2.short))" }.joined(separator: " and ")
            checks.append(
                Check(
                    .error,
                    "destination-collision",
                    """
                    \(sources) would both be written to \(destination); \
                    give one of them another `targetRepo` or `targetTag`
                    """,
                    at: candidates.last?.0.at
                )
            )
            return nil
        }
        guard candidates.count > 1 else { return first }
        let image = DesiredImage(
            origin: first.0.origin,
            type: candidates.map(\.0.type).min() ?? first.0.type,
            destination: destination,
            platforms: candidates.contains { $0.0.platforms.isEmpty }
                ? [] : Set(candidates.flatMap(\.0.platforms)).sorted(),
            requestedBy: Set(candidates.flatMap(\.0.requestedBy)).sorted(),
            at: first.0.at
        )
        return (image, first.1, first.2)
    }
}

extension [Check] {
    /// Errors first, then warnings and notes; within each by place, code and text, none twice.
    fileprivate func sortedForReview() -> [Check] {
        let order: [Check.Level] = [.error, .warning, .note]
        var result: [Check] = []
        for level in order {
            let found = filter { $0.level == level }
                .sorted { ($0.at ?? "", $0.code, $0.message) < ($1.at ?? "", $1.code, $1.message) }
            for check in found where check != result.last { result.append(check) }
        }
        return result
    }
}
