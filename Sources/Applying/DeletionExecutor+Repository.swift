// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import Plans
import Registry
import Scheduling

/// Deleting from one repository.
extension DeletionExecutor {
    /// Carries out the deletions of one repository in order; after a failure, manifests that depend on it stay too.
    ///
    /// `kept` receives the tags that must be there afterwards.
    func run(
        _ indices: [Int],
        of repository: PlacedRepository,
        _ answers: Guarded<DeletionAnswers>,
        _ kept: Guarded<[PlacedRepository: [Tag: Digest]]>
    ) async -> [(Int, ActionResult)] {
        var results: [(Int, ActionResult)] = []
        var staying: [Tag: Digest] = [:]
        for index in indices {
            guard !stop.isRequested, !Task.isCancelled, !answers.withLock({ $0.isFinal }) else { break }
            let deletion = plan.deletions[index]
            // A registry that keeps one tag keeps all tags.
            if deletion.kind == .tags, let reason = answers.withLock({ $0.tagRefusal }) {
                results.append((index, .refused(reason)))
                continue
            }
            do {
                // Other repositories came first, and that may have taken hours.
                if results.isEmpty, let state = states[repository] {
                    staying = try await checkedTags(state)
                    kept.withLock { [staying] in $0[repository] = staying }
                }
                try await delete(deletion, beside: staying, answers)
                answers.withLock { $0.succeed() }
                results.append((index, .done))
                events(.deleted(deletion))
            } catch let error as RegistryError where error.kind == .tagDeletionRefused {
                let reason = "this registry deletes images by digest only, not single tags\n\(error)"
                results.append((index, refuse(deletion, reason, answers)))
            } catch is CancellationError {
                break
            } catch let error as LostManifest {
                results.append((index, refuse(deletion, "\(error)", answers)))
            } catch {
                guard answers.withLock({ $0.fail(error) }) else { break }
                results.append((index, .failed("\(error)")))
                events(.deletionFailed(deletion, reason: "\(error)"))
                // Later manifests in the list may be parts of this one.
                if deletion.kind == .manifest { break }
            }
        }
        return results
    }

    /// Reports once that tags stay.
    private func refuse(_ deletion: Deletion, _ reason: String, _ answers: Guarded<DeletionAnswers>) -> ActionResult {
        let isFirst = answers.withLock { answers in
            defer { answers.tagRefusal = answers.tagRefusal ?? reason }
            return answers.tagRefusal == nil
        }
        if isFirst { events(.tagsRefused(deletion, reason: reason)) }
        return .refused(reason)
    }

    private func delete(
        _ deletion: Deletion,
        beside staying: [Tag: Digest],
        _ answers: Guarded<DeletionAnswers>
    ) async throws {
        let repository = try deletion.repository.parsed()
        // A tag may have moved during other deletions.
        let differences = differences(try await tags(of: deletion), of: deletion)
        guard differences.isEmpty else { throw StalePlan(differences: differences) }
        switch deletion.kind {
        case .manifest:
            try await delete(.digest(deletion.digest), of: repository)
            guard try await target.head(repository, .digest(deletion.digest), proving: true) == nil else {
                throw DeletionWithoutEffect(name: deletion.content.description)
            }
        case .tags:
            for tag in try deletion.tags.map({ try Tag($0) }) {
                guard answers.withLock({ $0.takesTagsAlone }) else {
                    try await tryTag(tag, of: repository, deletion.digest, beside: staying)
                    answers.withLock { $0.takesTagsAlone = true }
                    continue
                }
                try await delete(.tag(tag), of: repository)
            }
        }
    }

    private func delete(_ reference: ManifestReference, of repository: Repository) async throws {
        do {
            try await target.delete(repository, reference)
        } catch let error as RegistryError where error.kind == .notFound {
            // An earlier run of the plan or the registry's owner deleted it.
            return
        }
    }

    /// Deletes a tag, and checks that its manifest is still there: some registries remove the whole manifest.
    ///
    /// Throws `LostManifest` after it has restored the manifest and its tags.
    private func tryTag(
        _ tag: Tag,
        of repository: Repository,
        _ digest: Digest,
        beside staying: [Tag: Digest]
    ) async throws {
        let manifest = try await target.manifest(repository, .digest(digest))
        try await delete(.tag(tag), of: repository)
        guard try await target.head(repository, .digest(digest)) == nil else { return }
        try await target.put(manifest, to: repository, as: .digest(digest))
        let names = staying.filter { $0.value == digest }.keys.sorted()
        for name in names { try await target.put(manifest, to: repository, as: .tag(name)) }
        throw LostManifest(name: "\(repository):\(tag)")
    }
}

/// An error that a registry removed a manifest when a tag was to be deleted.
private struct LostManifest: ExplainedError {
    let name: String

    var explanation: Explanation {
        Explanation(
            "this registry deleted the image together with its tag \(name); the image was restored with its other tags",
            cause: "No other single tag is deleted; tags are deleted with their images."
        )
    }
}

/// An error that a registry reported a deletion but still has the manifest.
private struct DeletionWithoutEffect: ExplainedError {
    let name: String

    var explanation: Explanation {
        Explanation(
            "the registry reported \(name) as deleted, but still has it",
            remedy: "Check whether the repository is read-only or has a retention rule; then run the same plan again."
        )
    }
}
