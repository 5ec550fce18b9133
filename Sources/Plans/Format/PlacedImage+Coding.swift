// SPDX-License-Identifier: Apache-2.0

import OCI

extension PlacedImage: Codable {
    package init(from decoder: any Decoder) throws {
        try self.init(from: try decoder.container(keyedBy: ImageKey.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: ImageKey.self)
        try encode(into: &fields)
    }

    /// Reads the fields of an image, which may stand among those of an action.
    init(from fields: KeyedDecodingContainer<ImageKey>) throws {
        destination = try fields.decode(PlacedName.self, forKey: .destination)
        identity = ImageIdentity(
            try fields.decode(ImageType.self, forKey: .type),
            origins: try fields.decode([String].self, forKey: .origins),
            digest: try fields.decode(Digest.self, forKey: .digest),
            platforms: try fields.decodeIfPresent([String].self, forKey: .platforms)
        )
        attachedTo = try fields.decodeIfPresent(PlacedName.self, forKey: .attachedTo)
        let release = try fields.decodeIfPresent(ReleaseFacts.self, forKey: .release)
        let catalog = try fields.decodeIfPresent(CatalogFacts.self, forKey: .catalog)
        guard release == nil || catalog == nil else {
            throw PlanError.contradiction("`\(destination)` is described as a release and as a catalog")
        }
        let bundle = try fields.decodeIfPresent(BundleFacts.self, forKey: .bundle)
        guard bundle == nil || release == nil && catalog == nil else {
            throw PlanError.contradiction("`\(destination)` is described as a bundle and as something else")
        }
        facts =
            release.map(SectionFacts.release) ?? catalog.map(SectionFacts.catalog) ?? bundle.map(SectionFacts.bundle)
    }

    func encode(into fields: inout KeyedEncodingContainer<ImageKey>) throws {
        try fields.encode(destination, forKey: .destination)
        try fields.encode(type, forKey: .type)
        try fields.encode(origins, forKey: .origins)
        try fields.encode(digest, forKey: .digest)
        try fields.encodeIfPresent(platforms, forKey: .platforms)
        try fields.encodeIfPresent(attachedTo, forKey: .attachedTo)
        switch facts {
        case .release(let facts): try fields.encode(facts, forKey: .release)
        case .catalog(let facts): try fields.encode(facts, forKey: .catalog)
        case .bundle(let facts): try fields.encode(facts, forKey: .bundle)
        case nil: break
        }
    }
}
