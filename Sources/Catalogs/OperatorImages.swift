// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import OCI
import Plans
import Resolution

/// The images that the bundles of one catalog run, each once.
struct OperatorImages {
    let catalog: OperatorCatalog
    /// The catalog's entry in the configuration, such as `mirror.operators[0]`.
    let section: String
    /// The configuration's name in plans.
    let path: String
    let mapping: DestinationMapping
    /// The catalog's own place at the target, whose tag waits for the images.
    let destination: Destination
    let names: OperatorNames
    /// Whether an invalid reference may be left out.
    let allowsMissing: Bool

    /// An image as a bundle names it.
    private struct Mention: Hashable {
        let reference: ImageReference
        let type: ImageType
    }

    /// Returns the images of the selected bundles, with a finding for each invalid reference.
    func contribution(of selections: [String: PackageSelection]) -> Contribution {
        var contribution = Contribution()
        var mentions: [Mention: Set<String>] = [:]
        var places: [Mention: SourceLocation] = [:]
        var facts: [Mention: BundleFacts] = [:]
        for (package, selection) in selections.sorted(by: { $0.key < $1.key }) {
            let request = Request(package, of: catalog, in: section, path: path)
            for bundle in selection.bundles {
                for (text, type) in Self.images(of: bundle) {
                    do {
                        let mention = Mention(reference: try Self.reference(text), type: type)
                        mentions[mention, default: []].insert("\(request.name) > \(bundle.name)")
                        places[mention] = places[mention] ?? request.at
                        guard type == .operatorBundle, facts[mention] == nil else { continue }
                        facts[mention] = BundleFacts(name: bundle.name, package: package, version: bundle.version)
                    } catch {
                        contribution.findings.append(bad(text, type, error, of: bundle, package, at: request.at))
                    }
                }
            }
        }
        let sorted = mentions.map { (name: "\($0.key.reference)", mention: $0.key, requestedBy: $0.value) }
            .sorted { ($0.name, $0.mention.type) < ($1.name, $1.mention.type) }
        for (_, mention, requestedBy) in sorted {
            let (reference, askers) = (mention.reference, requestedBy.sorted())
            do {
                contribution.images += try named(reference).map { name, place in
                    DesiredImage(
                        origin: .registry(name),
                        role: ImageRole(
                            mention.type,
                            partOf: [destination],
                            facts: facts[mention].map(SectionFacts.bundle)
                        ),
                        destination: place,
                        platforms: catalog.platforms,
                        request: ImageRequest(by: askers, at: places[mention])
                    )
                }
            } catch {
                contribution.findings.append(
                    Finding(
                        .error,
                        .unmappableImage,
                        "\(reference) has no place at the target: \(error)",
                        remedy: "leave out the bundles that run it: \(quoted(askers, atMost: 3))",
                        at: places[mention]
                    )
                )
            }
        }
        return contribution
    }

    /// The places of an image, each with the name that it is requested by.
    ///
    /// An image that a bundle names by tag only has that tag. By the rules of oc-mirror v1 it also has the tag that is made
    /// of its digest.
    private func named(_ reference: ImageReference) throws(ReferenceError) -> [(ImageReference, Destination)] {
        guard let versionOne = mapping.versionOne, reference.tag == nil || reference.digest == nil else {
            return [(reference, try mapping.operatorImage(reference, byDigest: names.sharedTags.contains(reference)))]
        }
        let isOfLayoutCatalog = if case .layout = catalog.source { true } else { false }
        var named: [(ImageReference, Destination)] = []
        if reference.tag != nil { named.append((reference, try mapping.operatorImage(reference, byDigest: false))) }
        if let digest = reference.digest ?? names.digests[reference] {
            let place = try versionOne.operatorImage(reference, digest: digest, isOfLayoutCatalog: isOfLayoutCatalog)
            named.append((ImageReference(repository: reference.repository, digest: digest), place))
        }
        return named
    }

    /// The images of bundles, as far as their references are valid.
    static func references(of bundles: some Sequence<CatalogBundle>) -> [ImageReference] {
        bundles.flatMap { images(of: $0).compactMap { text, _ in try? reference(text) } }
    }

    /// The images of a bundle, its own image first, even if its list lacks it.
    static func images(of bundle: CatalogBundle) -> [(String, ImageType)] {
        let related = bundle.relatedImages.map(\.image).filter { $0 != bundle.image }
        return [(bundle.image, ImageType.operatorBundle)] + related.map { ($0, .operatorRelatedImage) }
    }

    static func reference(_ text: String) throws(ReferenceError) -> ImageReference {
        let reference = try ImageReference(text)
        guard reference.tag != nil || reference.digest != nil else {
            throw ReferenceError(text: text, message: "it has neither a tag nor a digest")
        }
        return reference
    }

    private func bad(
        _ text: String,
        _ type: ImageType,
        _ error: ReferenceError,
        of bundle: CatalogBundle,
        _ package: String,
        at: SourceLocation
    ) -> Finding {
        let subject = type == .operatorBundle ? "its own image" : "its related image"
        let message = "operator `\(package)`, bundle `\(bundle.name)`: \(subject) has an invalid reference"
        return allowsMissing
            ? Finding(.warning, .badImage, "\(message) and is left out: \(error)", at: at)
            : Finding(
                .error,
                .badImage,
                "\(message): \(error)",
                remedy: "Leave the bundle out, or the image with \(OptionName.allowMissing).",
                at: at
            )
    }
}

/// What decides the names of operators' images beside their own references.
struct OperatorNames: Sendable {
    /// The tags that none of the images may have, because they also name images with other digests.
    let sharedTags: SharedTags
    /// The digests that tags have now, by which oc-mirror v1 named images.
    var digests: [ImageReference: Digest] = [:]
}

/// The part of the configuration that asks for an operator.
struct Request {
    /// Its name, such as `mirror.operators[0].packages[2] (nfd)`.
    let name: String
    /// Its place: `path:line:column`.
    let at: SourceLocation

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
