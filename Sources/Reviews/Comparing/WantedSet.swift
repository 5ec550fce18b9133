// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import Plans

/// What one plan wants, by names without the target's own.
struct WantedSet {
    struct Image {
        let type: ImageType
        let name: String
        let digest: Digest
        let size: Int64?
    }

    /// By the name at the target.
    private(set) var images: [String: Image] = [:]
    /// By the name at the target.
    private(set) var catalogs: [String: CatalogRecord] = [:]
    private(set) var options: [String] = []
    private(set) var deletions: [String] = []
    /// The digests of the files for clusters by their paths.
    private(set) var manifests: [String: String] = [:]
    /// The versions by processor.
    private var versions: [String: Set<String>] = [:]

    init(_ plan: Plan?) {
        guard let plan else { return }
        let root = plan.target.root + "/"
        func short(_ name: PlacedName) -> String {
            let text = name.description
            return text.hasPrefix(root) ? String(text.dropFirst(root.count)) : text
        }
        for image in plan.inSync { images[short(image.destination)] = Image(image, size: nil, short) }
        for action in plan.actions {
            images[short(action.destination)] = Image(action.image, size: action.size, short)
        }
        for catalog in plan.catalogs { catalogs[short(catalog.destination)] = catalog }
        options = PlannedOption.all(of: plan.options).map(\.argument)
        deletions = plan.deletions.flatMap { deletion in
            deletion.destinations.map { (deletion.kind == .tags ? "only the tag " : "") + short($0) }
        }
        for file in plan.resources { manifests[file.path] = file.digest.description }
        for release in plan.placed.compactMap(\.release) {
            versions[release.architecture, default: []].insert(release.version)
        }
    }

    /// The images that differ, in natural order of their destinations.
    func images(since earlier: WantedSet) -> [ComparedImage] {
        let names = Set(images.keys).union(earlier.images.keys)
        let different = names.filter { images[$0]?.digest != earlier.images[$0]?.digest }
        return different.sorted(by: naturallyPrecedes).compactMap { name in
            let (before, after) = (earlier.images[name], images[name])
            guard let image = after ?? before else { return nil }
            return ComparedImage(
                change: before == nil ? .added : after == nil ? .dropped : .changed,
                type: image.type,
                name: image.name,
                destination: name,
                before: before?.digest,
                after: after?.digest,
                size: after?.size
            )
        }
    }

    /// The releases that differ, sorted by processor.
    func releases(since earlier: WantedSet) -> [ComparedReleases] {
        Set(versions.keys).union(earlier.versions.keys).sorted().compactMap { architecture in
            let before = earlier.versions[architecture] ?? []
            let after = versions[architecture] ?? []
            guard before != after else { return nil }
            return ComparedReleases(
                architecture: architecture,
                added: after.subtracting(before).sorted(by: naturallyPrecedes),
                dropped: before.subtracting(after).sorted(by: naturallyPrecedes),
                staying: after.intersection(before).count
            )
        }
    }
}

extension WantedSet.Image {
    fileprivate init(_ image: PlacedImage, size: Int64?, _ short: (PlacedName) -> String) {
        self.init(
            type: image.type,
            name: image.origins.first ?? short(image.destination),
            digest: image.digest,
            size: size
        )
    }
}
