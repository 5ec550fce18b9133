// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
package import OCI
import Plans
package import Registry
import Scheduling

/// The target of a run as a place to read from: it has the content of earlier archives, which later ones leave out.
package struct CarriedImages: Sendable {
    let client: RegistryClient
    /// The repository at the target for a repository of an archive.
    let repository: @Sendable (RepositoryName) throws -> Repository

    package init(client: RegistryClient, repository: @escaping @Sendable (RepositoryName) throws -> Repository) {
        self.client = client
        self.repository = repository
    }
}

/// The images of an archive, by the names that configurations use.
struct ArchivedImages: Sendable {
    private let archive: OpenedArchive
    private let names: ArchiveNames
    /// The names under which a configuration keeps images, if they differ from the images' own names.
    private let given: [ImageSource: StoredName]
    /// The names of published repositories that have another name in every mirror.
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

    /// Returns the digest of the image that was carried for a name.
    ///
    /// Throws `ImageNotArchived` if the archive has no such image.
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

    /// The place of an image in archives without a plan; in our own, that of the graph's data.
    private func storedName(of source: ImageSource, keptAs name: StoredName?) -> StoredName? {
        if let name = name ?? given[source] { return archive.sets.isEmpty ? name : nil }
        guard case .registry(let reference) = source else { return nil }
        // A name that is not in our plans may belong to another registry.
        guard archive.sets.isEmpty || "\(reference.repository.host)" == Self.host else { return nil }
        return StoredName(repository: ownName(of: reference), tag: reference.tag)
    }

    /// The host in the names of images that are on no registry.
    private static let host = "localhost"

    /// The name under which a repository is kept by default.
    private func ownName(of reference: ImageReference) -> RepositoryName {
        relocations[reference.repository] ?? reference.repository.name
    }

    /// The place of an image's content.
    func place(of source: ImageSource) -> ArchivePlace {
        var repositories = names.repositories(of: source)
        if let kept = storedName(of: source, keptAs: nil) { repositories.append(kept.repository) }
        // Names may have been joined for the archive, but not at the target.
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

    /// The repositories of the target that may have a blob of an earlier archive.
    func homes(of blob: Digest) -> [Repository] {
        archive.repositories(holding: blob).prefix(Self.homeLimit).compactMap { try? target?.repository($0) }
    }

    /// The maximum number of repositories that are asked for one blob.
    private static let homeLimit = 4

    /// Returns the images that archives carried and that are incomplete, here and at the target, by digest with their
    /// names.
    func lostImages() async throws -> [Digest: Set<String>] {
        let missing = try await concurrentMap(names.all, limit: Self.parallelism) { origin, image in
            let place = place(keptIn: names.repositories(of: image.digest))
            let isWhole = try await place.hasWhole(image.digest, platforms: image.platforms)
            return isWhole ? nil : (image.digest, Set([origin]))
        }
        return Dictionary(missing.compactMap(\.self)) { $0.union($1) }
    }

    /// The name of the image with the data of the update graph.
    var graphData: ImageReference? { names.graphData }

    /// The tags of a repository's images.
    func tags(in repository: Repository) -> [String] { names.tags(in: repository) }

    /// Returns the manifest under one of cosign's tags, which mean the same in every repository.
    func manifest(_ tag: Tag, beside source: ImageSource) async throws -> Manifest? {
        guard case .registry(let reference) = source else { return nil }
        let named = names.attachment(tag, beside: reference)
        let here = archive.digest(of: tag, in: reference.repository.name)
        guard let digest = named ?? here ?? archive.digests(of: tag).first else { return nil }
        return try await place(of: .registry(reference)).manifest(digest)
    }

    /// Returns the manifests whose subject is `digest`.
    func referrers(of digest: Digest) async throws -> [Descriptor] {
        guard !names.referrers.isEmpty else { return [] }
        return try await referrers.value(for: archive.folder) { try await subjects() }[digest] ?? []
    }

    /// The referrers by their subject, which is only in their own manifests.
    private func subjects() async throws -> [Digest: [Descriptor]] {
        let pairs = try await concurrentMap(names.referrers, limit: Self.parallelism) { referrer in
            do {
                let manifest = try await place(keptIn: names.repositories(of: referrer.digest))
                    .manifest(referrer.digest)
                return (manifest.subject?.digest, manifest.descriptor)
            } catch is ImageNotArchived {
                // The image that needs it reports that a part is missing.
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
