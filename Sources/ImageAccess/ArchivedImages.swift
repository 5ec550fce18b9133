// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
package import OCI
import Plans
package import Registry
import Scheduling

/// The target of a run as a place to read from: what earlier archives brought is there, and no later one has it.
package struct CarriedImages: Sendable {
    let client: RegistryClient
    /// The repository at the target that stands for one of an archive.
    let repository: @Sendable (RepositoryName) throws -> Repository

    package init(client: RegistryClient, repository: @escaping @Sendable (RepositoryName) throws -> Repository) {
        self.client = client
        self.repository = repository
    }
}

/// The images of an archive, by the names that configurations have for them.
struct ArchivedImages: Sendable {
    private let archive: OpenedArchive
    private let names: ArchiveNames
    /// Where a configuration keeps images under a name that is not their own.
    private let given: [ImageSource: StoredName]
    /// Where published repositories are kept that have another name in every mirror.
    private let relocations: [Repository: RepositoryName]
    private let target: CarriedImages?
    private let referrers = RememberedWork<String, [Digest: [Descriptor]]>()

    init(
        archive: OpenedArchive,
        names given: [ImageSource: StoredName],
        relocations: [Repository: RepositoryName],
        target: CarriedImages?
    ) {
        self.archive = archive
        self.given = given
        self.relocations = relocations
        self.target = target
        names = ArchiveNames(archive.sets.lazy.map(\.plan.plan))
    }

    /// What was brought for a name.
    ///
    /// Throws `ImageNotArchived` where that is nothing.
    func digest(of source: ImageSource, keptAs name: StoredName?) throws(ImageNotArchived) -> Digest {
        if let found = names.image(source, keptAs: name ?? given[source]) { return found.digest }
        if case .registry(let reference) = source, let digest = reference.digest {
            if archive.contains(digest) || names.knows(digest) || archive.isTagged(digest, in: ownName(of: reference)) {
                return digest
            }
        } else if let kept = storedName(of: source, keptAs: name), let tag = kept.tag,
            let digest = archive.digest(of: tag, in: kept.repository)
        {
            return digest
        }
        throw ImageNotArchived(.name(source), folder: archive.folder)
    }

    /// Where archives without a plan keep an image, and ours the data of the graph.
    private func storedName(of source: ImageSource, keptAs name: StoredName?) -> StoredName? {
        if let name = name ?? given[source] { return archive.sets.isEmpty ? name : nil }
        guard case .registry(let reference) = source else { return nil }
        // What our plans do not name may be of another registry.
        guard archive.sets.isEmpty || "\(reference.repository.host)" == Self.host else { return nil }
        return StoredName(repository: ownName(of: reference), tag: reference.tag)
    }

    /// The host of what lies on no registry.
    private static let host = "localhost"

    /// The name under which a repository is kept where nobody says otherwise.
    private func ownName(of reference: ImageReference) -> RepositoryName {
        relocations[reference.repository] ?? reference.repository.name
    }

    /// Where the content of an image is read.
    func place(of source: ImageSource) -> ArchivePlace {
        var repositories = names.repositories(of: source)
        if let kept = storedName(of: source, keptAs: nil) { repositories.append(kept.repository) }
        // Names may have been joined for the archive, and are not at the target.
        guard case .registry(let reference) = source else { return place(keptIn: repositories) }
        return place(keptIn: repositories, or: [ownName(of: reference)])
    }

    private func place(keptIn repositories: [RepositoryName], or others: [RepositoryName] = []) -> ArchivePlace {
        let names = repositories + others.filter { !repositories.contains($0) }
        return ArchivePlace(
            archive: archive,
            target: target?.client,
            repositories: names.compactMap { try? target?.repository($0) },
            isKnown: !repositories.isEmpty
        )
    }

    /// The repositories of the target that may hold a blob which an earlier archive carried.
    func homes(of blob: Digest) -> [Repository] {
        archive.repositories(holding: blob).prefix(Self.homeLimit).compactMap { try? target?.repository($0) }
    }

    /// How many repositories are asked for one blob.
    private static let homeLimit = 4

    /// The images that archives carried and of which something is neither here nor at the target: by digest, with what
    /// they were asked for as.
    func lostImages() async throws -> [Digest: Set<String>] {
        let missing = try await concurrentMap(names.all, limit: Self.parallelism) { origin, image in
            let place = place(keptIn: names.repositories(of: image.digest))
            let isWhole = try await place.hasWhole(image.digest, platforms: image.platforms)
            return isWhole ? nil : (image.digest, Set([origin]))
        }
        return Dictionary(missing.compactMap(\.self)) { $0.union($1) }
    }

    /// The image with the data of the update graph, by its name here.
    var graphData: ImageReference? { names.graphData }

    /// The tags by which images of a repository can be asked for.
    func tags(in repository: Repository) -> [String] { names.tags(in: repository) }

    /// The manifest under one of cosign's tags, which mean the same in every repository.
    func manifest(_ tag: Tag, beside source: ImageSource) async throws -> Manifest? {
        guard case .registry(let reference) = source else { return nil }
        let named = names.attachment(tag, beside: reference)
        let here = archive.digest(of: tag, in: reference.repository.name)
        guard let digest = named ?? here ?? archive.digests(of: tag).first else { return nil }
        return try await place(of: .registry(reference)).manifest(digest)
    }

    /// What names a manifest as its subject.
    func referrers(of digest: Digest) async throws -> [Descriptor] {
        guard !names.referrers.isEmpty else { return [] }
        return try await referrers.value(for: archive.folder) { try await subjects() }[digest] ?? []
    }

    /// The referrers by their subject, which only they themselves tell.
    private func subjects() async throws -> [Digest: [Descriptor]] {
        let pairs = try await concurrentMap(names.referrers, limit: Self.parallelism) { referrer in
            do {
                let manifest = try await place(keptIn: names.repositories(of: referrer.digest))
                    .manifest(referrer.digest)
                return (manifest.subject?.digest, manifest.descriptor)
            } catch is ImageNotArchived {
                // Whoever wants the image is told that something of it is missing.
                return (referrer.image, Descriptor(mediaType: .ociManifest, digest: referrer.digest, size: 0))
            }
        }
        var subjects: [Digest: [Descriptor]] = [:]
        for case (let subject?, let descriptor) in pairs where subjects[subject]?.last?.digest != descriptor.digest {
            subjects[subject, default: []].append(descriptor)
        }
        return subjects
    }

    private static let parallelism = 8
}
