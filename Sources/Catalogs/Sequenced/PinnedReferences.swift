// SPDX-License-Identifier: Apache-2.0

import OCI

/// The digests that oc-mirror v1 wrote into a bundle instead of tags.
struct PinnedReferences {
    private struct Image {
        let name: String?
        let repository: Repository
        let digest: Digest
    }

    private let images: [Image]

    /// Takes a bundle of a filtered catalog.
    init(of bundle: CatalogBundle) {
        let listed = bundle.relatedImages.map { ($0.name as String?, $0.image) } + [(nil, bundle.image)]
        images = listed.compactMap { name, text in
            guard let reference = try? ImageReference(text), let digest = reference.digest else { return nil }
            return Image(name: name, repository: reference.repository, digest: digest)
        }
    }

    /// The digests, in no particular order.
    var digests: Set<Digest> { Set(images.map(\.digest)) }

    /// The digest that stands for a reference by tag; `nil` if it cannot be told.
    ///
    /// oc-mirror sorts the images of a bundle, so the name in the bundle counts; without one, the repository must have
    /// only one digest.
    func digest(of reference: ImageReference, named name: String?) -> Digest? {
        let candidates = images.filter { $0.repository == reference.repository }
        let digests = Set(candidates.map(\.digest))
        if digests.count == 1 { return digests.first }
        let named = Set(candidates.filter { $0.name == name }.map(\.digest))
        return named.count == 1 ? named.first : nil
    }
}
