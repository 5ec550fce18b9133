// SPDX-License-Identifier: Apache-2.0

import OCI
import Plans

/// Where the content of associations lies at one target.
struct TargetPaths {
    /// Host, port and namespace.
    private let target: String
    private let host: Substring
    private let tagging: CatalogTagging

    /// `section` is the configuration of the last run.
    init(_ target: String, _ section: MirrorSection?) {
        self.target = target
        host = target.prefix { $0 != "/" }
        tagging = CatalogTagging(section)
    }

    /// The repository of an association's path.
    ///
    /// A path of content that came on disk continues the target. A whole destination keeps its repository, on the host of
    /// this target, as when oc-mirror prunes.
    func repository(of path: String) -> PlacedRepository {
        guard Self.isWhole(path) else { return PlacedRepository("\(target)/\(path)") }
        let name = ReferenceText(path).repository
        let rest = name.utf8.firstIndex(of: UInt8(ascii: "/")).map { name[$0...] } ?? ""
        return PlacedRepository("\(host)\(rest)")
    }

    func manifest(of association: Association) -> MirroredManifest? {
        association.id.digest.map { MirroredManifest(repository: repository(of: association.path), digest: $0) }
    }

    /// An image that no index owns.
    func image(_ association: Association) -> MirroredImage? {
        manifest(of: association).map {
            MirroredImage(
                manifest: $0,
                tag: tag(of: association, $0.digest),
                type: association.type,
                source: association.name
            )
        }
    }

    /// Whether a path is a whole destination, with host and tag or digest.
    static func isWhole(_ path: String) -> Bool {
        let text = ReferenceText(path)
        guard text.hasTag || text.hasDigest, let slash = path.utf8.firstIndex(of: UInt8(ascii: "/")) else {
            return false
        }
        return RegistryHost.looksLikeHost(path[..<slash])
    }

    /// The tag at the target.
    ///
    /// From mirror to mirror, the metadata has the tag of the source, or the first digits of its digest if it has none.
    /// Then the tag of a catalog's image follows from its source; others may have any tag.
    private func tag(of association: Association, _ digest: Digest) -> String? {
        let tag = association.tagSymlink
        let isPlaceholder = Self.isWhole(association.path) && tag == digest.hex.prefix(6)
        if !tag.isEmpty, !isPlaceholder { return tag }
        switch association.type {
        case .bundle, .relatedImage: return isPlaceholder ? tagging.tag(of: association) : nil
        default: return nil
        }
    }
}
