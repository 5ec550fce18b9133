// SPDX-License-Identifier: Apache-2.0

import Diagnostics
package import Ledger
package import OCI
import Planning
import Plans
package import Registry
import Scheduling

/// Surveys repositories of the target before anything in them is deleted; changes nothing.
package struct RepositorySurvey: TargetSurveying {
    private let client: RegistryClient
    /// The number of parallel requests.
    private let limit: Int
    /// The maximum length of a chain of children, referrers and signatures.
    private static let depthLimit = 32

    package init(client: RegistryClient, limit: Int = 16) {
        self.client = client
        self.limit = limit
    }

    package func survey(
        _ requested: [Repository: RequestedContent],
        _ ledgers: [TargetLedger],
        progress: @escaping @Sendable (Int) -> Void
    ) async throws -> TargetSurvey {
        let sorted = requested.sorted { $0.key.description < $1.key.description }
        let seen = Guarded(0)
        let untagged = ledgers.map(\.untagged).reduce(into: [:]) { $0.merge($1) { $0 + $1 } }
        let known = ledgers.map(\.tags).reduce(into: [:]) { $0.merge($1) { $0 + $1 } }
        let contents = try await concurrentMap(sorted, limit: 4) { repository, asked in
            let known = Set(known[repository] ?? []).union(asked.tags.map(\.description))
            var content = try await readable(repository) {
                try await self.content(of: repository, requested: asked, known: known)
            }
            // Other referrers stay, and so do their blobs.
            try await read(untagged[repository] ?? [], of: repository, into: &content)
            progress(
                seen.withLock { seen in
                    seen += 1
                    return seen
                }
            )
            return (repository, content)
        }
        let (elsewhere, unread) = try await self.contents(of: ledgers, besides: Set(requested.keys))
        return TargetSurvey(
            contents: Dictionary(uniqueKeysWithValues: contents),
            elsewhere: elsewhere,
            unread: unread
        )
    }

    /// Adds the repository to an error of reading it: nothing can be proven about it.
    private func readable<Result>(_ repository: Repository, _ body: () async throws -> Result) async throws -> Result {
        do {
            return try await body()
        } catch let error as CancellationError {
            throw error
        } catch let error as RegistryError where error.isAboutTheRegistry {
            throw error
        } catch {
            throw UnreadableRepository(repository: repository, reason: Explanation(error))
        }
    }

    /// Returns the contents of a repository; empty if it does not exist.
    ///
    /// Referrers are requested only for `requested` manifests and those that they lead to, because nothing else can be
    /// deleted. An unreadable manifest is an error: a proof must not rest on a guess. It is also an error if a list lacks
    /// one of the `known` tags although the tag exists, and if a tag's manifest is missing.
    func content(
        of repository: Repository,
        requested: RequestedContent,
        known: Set<String> = []
    ) async throws -> RepositoryContent {
        let tags = try await client.taggedDigests(repository, known: known, limit: limit)
        var content = RepositoryContent(tags: tags)
        try await read(Array(requested.digests.union(content.tags.values)), of: repository, into: &content)
        for (tag, digest) in content.tags.sorted(by: { $0.key < $1.key }) where content.manifests[digest] == nil {
            throw LostContent(tag: tag, digest: digest)
        }
        var asked: Set<Digest> = []
        var rest = Array(requested.digests.union(requested.tags.compactMap { content.tags[$0] }))
        var depth = 0
        while !rest.isEmpty {
            depth += 1
            guard depth <= Self.depthLimit else {
                throw DeepContent(levels: Self.depthLimit)
            }
            let fresh = rest.filter { asked.insert($0).inserted }
            let found = try await concurrentMap(fresh, limit: limit) { digest in
                try await client.referrers(repository, of: digest, proving: true).map(\.digest)
            }
            for (digest, referrers) in zip(fresh, found) where !referrers.isEmpty {
                try await read(referrers, of: repository, into: &content)
                // A list may name deleted manifests, and an image that has the tag of a list is not one.
                let held = Set(referrers.filter { content.manifests[$0]?.subject == digest })
                content.manifests[digest]?.referrers = held
            }
            rest = fresh.flatMap { digest -> [Digest] in
                let manifest = content.manifests[digest]
                let attached = content.attachmentTags(of: digest).compactMap { content.tags[$0] }
                return Array(manifest?.children ?? []) + Array(manifest?.referrers ?? []) + attached
            }
        }
        return content
    }

    /// The digests of manifests and blobs of ledger images in other repositories, and the reason if one of them could not
    /// be read: only an estimate depends on them.
    private func contents(
        of ledgers: [TargetLedger],
        besides surveyed: Set<Repository>
    ) async throws -> (Set<Digest>, unread: Explanation?) {
        let places = ledgers.flatMap(\.entries.values).compactMap { entry -> BlobPlace? in
            guard let repository = try? entry.image.destination.reference().repository,
                !surveyed.contains(repository)
            else { return nil }
            return BlobPlace(repository: repository, digest: entry.image.digest)
        }
        let found = try await concurrentMap(Array(Set(places)), limit: limit) { place -> (Set<Digest>, Explanation?) in
            var content = RepositoryContent()
            do {
                try await read([place.digest], of: place.repository, into: &content)
            } catch let error as CancellationError {
                throw error
            } catch {
                return ([], Explanation(error).about("\(place.repository)@\(place.digest)"))
            }
            return (Set(content.manifests.keys).union(content.manifests.values.flatMap(\.blobs.keys)), nil)
        }
        return (found.reduce(into: []) { $0.formUnion($1.0) }, found.compactMap(\.1).min { $0.text < $1.text })
    }

    /// Reads manifests and everything below them that is not known yet.
    private func read(
        _ digests: [Digest],
        of repository: Repository,
        into content: inout RepositoryContent
    ) async throws {
        var added: [Digest] = []
        var rest = digests
        while !rest.isEmpty {
            let fresh = Set(rest).filter { content.manifests[$0] == nil }.sorted()
            let found = try await concurrentMap(fresh, limit: limit) { try await manifest($0, of: repository) }
            rest = []
            for (digest, manifest) in zip(fresh, found) {
                guard let manifest else { continue }
                content.manifests[digest] = .init(manifest)
                added.append(digest)
                rest += manifest.children.map(\.digest)
            }
        }
        // Registries may hold indexes of which only some platforms were mirrored.
        for digest in added {
            let held = content.manifests[digest]?.children.filter { content.manifests[$0] != nil }
            content.manifests[digest]?.children = held ?? []
        }
    }

    private func manifest(_ digest: Digest, of repository: Repository) async throws -> Manifest? {
        do {
            return try await client.manifest(repository, .digest(digest))
        } catch let error as RegistryError where error.kind == .notFound {
            return nil
        }
    }
}

extension TargetLedger {
    /// The manifests without a tag, such as referrers.
    fileprivate var untagged: [Repository: [Digest]] {
        let places = entries.keys.compactMap { try? $0.reference() }.filter { $0.tag == nil }
        return Dictionary(grouping: places, by: \.repository).mapValues { $0.compactMap(\.digest).sorted() }
    }

    fileprivate var tags: [Repository: [String]] {
        let places = entries.keys.compactMap { try? $0.reference() }.filter { $0.tag != nil }
        return Dictionary(grouping: places, by: \.repository).mapValues { $0.compactMap(\.tag?.description) }
    }
}

extension RepositoryContent.HeldManifest {
    init(_ manifest: Manifest) {
        self.init(
            children: Set(manifest.children.map(\.digest)),
            subject: manifest.subject?.digest,
            size: manifest.descriptor.size,
            blobs: Dictionary(manifest.blobs.map { ($0.digest, $0.size) }, uniquingKeysWith: { first, _ in first })
        )
    }
}

extension RegistryError {
    /// Whether the registry did not answer or denied access: then the error is not about the repository's content.
    fileprivate var isAboutTheRegistry: Bool {
        switch kind {
        case .unreachable, .unauthorized, .denied, .blocked: true
        default: false
        }
    }
}

/// An error that the registry names a manifest for a tag but does not have the manifest.
private struct LostContent: Error, CustomStringConvertible {
    let tag: Tag
    let digest: Digest

    var description: String {
        "the tag \(tag) names \(digest), but the registry does not have that manifest, so its content is unknown"
    }
}

/// An error that a chain of manifests is too long to be intended.
private struct DeepContent: Error, CustomStringConvertible {
    let levels: Int

    var description: String { "its manifests are nested more than \(levels) levels deep" }
}
