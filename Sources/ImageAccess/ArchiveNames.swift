// SPDX-License-Identifier: Apache-2.0

import OCI
import Plans

/// The names of images in an archive, and the images that its sets of volumes carried for them.
struct ArchiveNames: Sendable {
    /// The image for a name.
    struct Image: Sendable, Hashable {
        let digest: Digest
        /// The place where it is kept.
        let name: StoredName
        /// The platforms that were copied; empty means all.
        let platforms: [Platform]
    }

    /// A referrer that was carried, now or earlier.
    struct Referrer: Sendable, Hashable {
        let digest: Digest
        /// The image that it was carried with; its subject is that image or a part of it.
        let image: Digest?
    }

    /// The images by their requested reference or layout; of several for one name the latest is last.
    private var images: [String: [Image]] = [:]
    /// The latest image with the data of the update graph.
    private(set) var graphData: ImageReference?
    /// The repositories in which the images of each repository are kept.
    private var stores: [Repository: Set<RepositoryName>] = [:]
    /// The images that were requested by tag and digest, by the tag alone and by the digest alone.
    private var shortened: [String: [Image]] = [:]
    /// The attachments, by the tag beside their image.
    private var attachments: [String: Digest] = [:]
    /// The repositories in which each image is kept.
    private var places: [Digest: Set<RepositoryName>] = [:]
    /// The referrers, sorted by digest.
    private(set) var referrers: [Referrer] = []

    /// Collects the images that plans carried or knew as carried, the latest last.
    init(_ plans: some Sequence<Plan>) {
        var referrers: Set<Referrer> = []
        for plan in plans {
            for image in plan.inSync + plan.actions.map(\.image) {
                guard let kept = try? image.destination.reference() else { continue }
                let name = StoredName(repository: kept.repository.name, tag: kept.tag)
                places[image.digest, default: []].insert(name.repository)
                let platforms = (image.platforms ?? []).compactMap { try? Platform($0) }
                let known = Image(digest: image.digest, name: name, platforms: platforms)
                switch image.type {
                case .referrer:
                    let subject = image.attachedTo.flatMap { try? $0.reference() }?.digest
                    referrers.insert(Referrer(digest: image.digest, image: subject))
                case .signature, .attestation, .sbom:
                    for origin in image.origins { attachments[origin] = image.digest }
                case .graphData:
                    // Its origin may be the image that it was built on, which is another image.
                    Self.add(known, as: "\(image.destination)", to: &images)
                    graphData = kept
                default:
                    for origin in image.origins { add(known, askedForAs: origin) }
                }
            }
        }
        self.referrers = referrers.sorted {
            ($0.digest, $0.image?.description ?? "") < ($1.digest, $1.image?.description ?? "")
        }
    }

    private mutating func add(_ image: Image, askedForAs origin: String) {
        Self.add(image, as: origin, to: &images)
        guard case .registry(let reference)? = try? ImageSource(origin) else { return }
        stores[reference.repository, default: []].insert(image.name.repository)
        guard let digest = reference.digest,
            let tag = reference.tag
        else { return }
        Self.add(image, as: "\(reference.repository):\(tag)", to: &shortened)
        Self.add(image, as: "\(reference.repository)@\(digest)", to: &shortened)
    }

    private static func add(_ image: Image, as text: String, to images: inout [String: [Image]]) {
        images[text, default: []].removeAll { $0.name == image.name }
        images[text, default: []].append(image)
    }

    /// Returns the image for a name: the one that is kept under the expected name, or else the latest.
    func image(_ source: ImageSource, keptAs name: StoredName?) -> Image? {
        let found = candidates(source)
        return name.flatMap { name in found.last { name.means($0.name) } } ?? found.last
    }

    /// Returns the images for a name.
    ///
    /// A tag may have been pinned when it was carried. A pinned image is found by its digest, never by the tag alone.
    private func candidates(_ source: ImageSource) -> [Image] {
        if let found = images["\(source)"] { return found }
        guard case .registry(let reference) = source else { return [] }
        guard let digest = reference.digest else { return shortened["\(source)"] ?? [] }
        let pin = "\(reference.repository)@\(digest)"
        return images[pin] ?? shortened[pin] ?? []
    }

    /// The manifest under a tag beside an image.
    func attachment(_ tag: Tag, beside reference: ImageReference) -> Digest? {
        attachments["\(reference.repository):\(tag)"]
    }

    /// Whether a plan carried a manifest or knew it as carried.
    func knows(_ digest: Digest) -> Bool { places[digest] != nil }

    /// The repositories in which an image is kept, sorted.
    func repositories(of source: ImageSource) -> [RepositoryName] {
        var found = Set(candidates(source).map(\.name.repository))
        if case .registry(let reference) = source {
            if let digest = reference.digest {
                found.formUnion(places[digest] ?? [])
            } else if reference.tag == nil {
                // Apply names blobs by the repository alone.
                found.formUnion(stores[reference.repository] ?? [])
            }
        }
        return found.sorted()
    }

    /// The images for all names, without attachments, sorted by name.
    var all: [(origin: String, image: Image)] {
        images.sorted { $0.key < $1.key }.flatMap { origin, images in images.map { (origin, $0) } }
    }

    /// The repositories in which a manifest is kept, sorted.
    func repositories(of digest: Digest) -> [RepositoryName] { (places[digest] ?? []).sorted() }

    /// The tags of a repository's images, sorted.
    func tags(in repository: Repository) -> [String] {
        let prefix = "\(repository):"
        let names = Set(images.keys).union(shortened.keys).filter { $0.hasPrefix(prefix) && !$0.contains("@") }
        return names.map { String($0.dropFirst(prefix.count)) }.sorted()
    }
}
