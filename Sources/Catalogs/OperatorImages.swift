// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import OCI
import Plans
import Resolution

/// The images that the bundles of one catalog run, each once.
struct OperatorImages {
    let catalog: OperatorCatalog
    /// Where the catalog stands in the configuration, such as `mirror.operators[0]`.
    let section: String
    /// The configuration's name in plans.
    let path: String
    let mapping: DestinationMapping
    /// The catalog's own place at the target, whose tag waits for the images.
    let destination: Destination
    /// Whether a reference that is none may be left out.
    let allowsMissing: Bool

    /// An image as a bundle names it.
    private struct Mention: Hashable {
        let reference: ImageReference
        let type: ImageType
    }

    /// Returns the images of the selected bundles, with a finding for each reference that is none.
    func contribution(of selections: [String: PackageSelection]) throws -> Contribution {
        var contribution = Contribution()
        var mentions: [Mention: Set<String>] = [:]
        var places: [Mention: String] = [:]
        for (package, selection) in selections.sorted(by: { $0.key < $1.key }) {
            let request = Request(package, of: catalog, in: section, path: path)
            for bundle in selection.bundles {
                for (text, type) in Self.images(of: bundle) {
                    do {
                        let mention = Mention(reference: try Self.reference(text), type: type)
                        mentions[mention, default: []].insert("\(request.name) > \(bundle.name)")
                        places[mention] = places[mention] ?? request.at
                    } catch {
                        contribution.checks.append(bad(text, type, error, of: bundle, package, at: request.at))
                    }
                }
            }
        }
        let shared = Self.sharedTags(mentions.keys.map(\.reference))
        let sorted = mentions.sorted { ("\($0.key.reference)", $0.key.type) < ("\($1.key.reference)", $1.key.type) }
        for (mention, requestedBy) in sorted {
            let reference = mention.reference
            let isShared = shared.contains(TagPlace(reference))
            contribution.images.append(
                DesiredImage(
                    origin: .registry(reference),
                    type: mention.type,
                    destination: try mapping.operatorImage(reference, byDigest: isShared),
                    platforms: catalog.platforms,
                    requestedBy: requestedBy.sorted(),
                    at: places[mention],
                    partOf: [destination]
                )
            )
        }
        return contribution
    }

    /// What a bundle runs, its own image first even where it forgets to name that.
    private static func images(of bundle: CatalogBundle) -> [(String, ImageType)] {
        let related = bundle.relatedImages.map(\.image).filter { $0 != bundle.image }
        return [(bundle.image, ImageType.operatorBundle)] + related.map { ($0, .operatorRelatedImage) }
    }

    private static func reference(_ text: String) throws(ReferenceError) -> ImageReference {
        let reference = try ImageReference(text)
        guard reference.tag != nil || reference.digest != nil else {
            throw ReferenceError(text: text, message: "it has neither a tag nor a digest")
        }
        return reference
    }

    /// A tag of a repository, which the target shares whatever the host.
    private struct TagPlace: Hashable {
        let repository: RepositoryName
        let tag: Tag?

        init(_ reference: ImageReference) {
            repository = reference.repository.name
            tag = reference.tag
        }
    }

    /// The tags by which several digests are named: clusters pull these by digest, so no one of them gets the tag.
    private static func sharedTags(_ references: [ImageReference]) -> Set<TagPlace> {
        var digests: [TagPlace: Set<Digest>] = [:]
        for reference in references where reference.tag != nil {
            guard let digest = reference.digest else { continue }
            digests[TagPlace(reference), default: []].insert(digest)
        }
        return Set(digests.filter { $0.value.count > 1 }.keys)
    }

    private func bad(
        _ text: String,
        _ type: ImageType,
        _ error: ReferenceError,
        of bundle: CatalogBundle,
        _ package: String,
        at: String
    ) -> Check {
        let subject = type == .operatorBundle ? "its own image" : "its related image"
        let message = "operator `\(package)`, bundle `\(bundle.name)`: \(subject) is no image"
        return allowsMissing
            ? Check(.warning, "bad-image", "\(message) and is left out: \(error)", at: at)
            : Check(
                .error,
                "bad-image",
                "\(message): \(error)\nLeave the bundle out, or the image with --allow-missing.",
                at: at
            )
    }
}

/// What asks for an operator.
struct Request {
    /// Such as `mirror.operators[0].packages[2] (nfd)`.
    let name: String
    /// Where it stands: `path:line:column`.
    let at: String

    init(_ package: String, of catalog: OperatorCatalog, in section: String, path: String) {
        guard let index = catalog.packages.firstIndex(where: { $0.name == package }) else {
            name = "\(section) (\(package))"
            at = catalog.location.place(in: path)
            return
        }
        name = "\(section).packages[\(index)] (\(package))"
        at = catalog.packages[index].location.place(in: path)
    }
}
