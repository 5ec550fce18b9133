// SPDX-License-Identifier: Apache-2.0

import Ledger
import OCI
import Resolution
import Scheduling
import Sections

@testable import Deletions

/// A target made of values, and what configurations mean there; it remembers what it was asked about.
struct HeldValues: HeldObserving {
    /// What configurations mean, by their names.
    var meanings: [String: DesiredState] = [:]
    /// What images need that stay.
    var staying = NeededImages()
    var contents: [Repository: RepositoryContent] = [:]
    /// The digests of images at their sources.
    var digests: [ImageReference: Digest] = [:]
    private let log = Guarded<[String]>([])

    var questions: [String] { log.withLock { $0 } }

    private func note(_ question: String) { log.withLock { $0.append(question) } }

    func requireRegistry() async throws { note("registry") }

    func images(of configuration: NamedConfiguration, for purpose: HeldPurpose) async throws -> DesiredState {
        note("\(purpose) \(configuration.name)")
        guard let meaning = meanings[configuration.name] else { throw Unknown(name: configuration.name) }
        return meaning
    }

    func digests(of references: [ImageReference]) async throws -> [ImageReference: Digest] {
        note("digests of \(references.map { "\($0)" }.sorted().joined(separator: ", "))")
        return digests.filter { references.contains($0.key) }
    }

    func needs(besides departing: DepartingImages) async throws -> NeededImages {
        note("needs besides \(departing.going.map { "\($0.destination)" }.sorted().joined(separator: ", "))")
        return staying
    }

    func survey(
        _ requested: [Repository: RequestedContent],
        _ ledgers: [TargetLedger],
        progress: @escaping @Sendable (Int) -> Void
    ) async throws -> TargetSurvey {
        note("survey of \(ledgers.map(\.target).joined(separator: ", "))")
        progress(requested.count)
        return TargetSurvey(contents: contents.filter { requested[$0.key] != nil })
    }

    /// A test forgot to say what a configuration means.
    struct Unknown: Error { let name: String }
}
