// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Plans

/// Finds the parts that are deleted because their release or catalog is.
///
/// A plan does not name the whole of a deletion, so it is inferred from facts that validation and people can check. A
/// component's tag begins with its release's and is in the repository beside it. An operator's image has the request of its
/// catalog. An image with any other request is not a mere part.
struct DeletedWholes {
    /// The parts by the digest of their whole, in the plan's order.
    private(set) var parts: [PlacedName: [FoldedPart]] = [:]
    /// The digests of images that are only counted.
    private(set) var folded: Set<PlacedName> = []

    /// The releases, by the common beginning of their components' tags.
    private let releases: [PlacedName: Deletion]
    /// The catalogs, by their request.
    private let catalogs: [String: Deletion]

    init(of asked: [Deletion]) {
        let sorted = asked.filter { [.releasePayload, .operatorCatalog].contains($0.type) }
            .sorted { naturallyPrecedes($0.sortKey, $1.sortKey) }
        releases = Dictionary(
            sorted.filter { $0.type == .releasePayload }.flatMap { payload in
                payload.componentPrefixes.map { ($0, payload) }
            },
            uniquingKeysWith: { first, _ in first }
        )
        catalogs = Dictionary(
            sorted.filter { $0.type == .operatorCatalog }.flatMap { catalog in
                catalog.requestedBy.map { ($0, catalog) }
            },
            uniquingKeysWith: { first, _ in first }
        )
        for deletion in asked {
            let wholes = wholes(of: deletion).sorted { naturallyPrecedes($0.sortKey, $1.sortKey) }
            guard let first = wholes.first else { continue }
            folded.insert(deletion.content)
            for content in Set(wholes.map(\.content)) {
                parts[content, default: []].append(FoldedPart(deletion, isFirst: content == first.content))
            }
        }
    }

    /// The wholes that a deletion is a mere part of; empty if it has another request.
    private func wholes(of deletion: Deletion) -> [Deletion] {
        switch deletion.type {
        case .releaseComponent:
            let found = deletion.tags.compactMap { release(of: $0, in: deletion.repository) }
            let sections = Set(found.flatMap(\.requestedBy).map(sectionName))
            let isMere = sections.isSuperset(of: deletion.requestedBy.map(sectionName))
            return found.count == deletion.tags.count && isMere ? found : []
        case .operatorBundle, .operatorRelatedImage:
            let found = deletion.requestedBy.compactMap { request in
                request.firstRange(of: " (").flatMap { catalogs[String(request[..<$0.lowerBound])] }
            }
            return found.count == deletion.requestedBy.count ? found : []
        default: return []
        }
    }

    /// The release that a component's tag names; if there are several, the one with the longest name.
    private func release(of tag: String, in repository: PlacedRepository) -> Deletion? {
        var rest = tag[...]
        while let dash = rest.lastIndex(of: "-") {
            rest = rest[..<dash]
            if let release = releases[PlacedName(repository, tag: String(rest))] { return release }
        }
        return nil
    }
}

extension Deletion {
    /// The common beginnings of the names of a payload's components: `…/openshift/release:4.16.1-x86_64` for
    /// `…/openshift/release-images:4.16.1-x86_64`.
    fileprivate var componentPrefixes: [PlacedName] {
        let suffix = "-images"
        guard repository.description.hasSuffix(suffix) else { return [] }
        let beside = PlacedRepository(String(repository.description.dropLast(suffix.count)))
        return tags.map { PlacedName(beside, tag: $0) }
    }
}
