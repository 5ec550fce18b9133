// SPDX-License-Identifier: Apache-2.0

/// How oc-mirror v1 tags the images of catalogs that are named by digest.
enum CatalogTagging: Sendable, Hashable {
    /// Those of catalogs in registries: a hash of the reference.
    case hash
    /// Those of catalogs in folders: the first digits of the digest.
    case digits
    /// A configuration has catalogs of both kinds, and the metadata does not say which image comes from which.
    case unknown

    init(_ section: MirrorSection?) {
        let kinds = Set(section?.catalogs.map { $0.catalog.hasPrefix("oci:") } ?? [])
        self = kinds.count > 1 ? .unknown : kinds.contains(true) ? .digits : .hash
    }

    func tag(of association: Association) -> String? {
        switch self {
        case .hash: Self.hash(of: association.name)
        case .digits: association.tagSymlink
        case .unknown: nil
        }
    }

    /// The hash of a reference (FNV-1a, 32 bits) in hexadecimal digits without leading zeros.
    static func hash(of reference: String) -> String {
        let hash = reference.utf8.reduce(0x811c_9dc5 as UInt32) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
        return String(hash, radix: 16)
    }
}
