// SPDX-License-Identifier: Apache-2.0

extension CatalogBundle: Decodable {
    private enum Key: String, CodingKey {
        case name, image, relatedImages, properties, type, value
    }

    private enum ValueKey: String, CodingKey {
        case packageName, version, versionRange, group, kind, displayName, json
    }

    private struct Related: Decodable {
        var name: String?
        var image: String?
    }

    /// Decodes the reduced form of a bundle.
    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        self.init(
            name: try fields.decode(String.self, forKey: .name),
            image: try fields.decodeIfPresent(String.self, forKey: .image) ?? "",
            version: nil,
            relatedImages: try (fields.decodeIfPresent([Related].self, forKey: .relatedImages) ?? [])
                .map { RelatedImage(name: $0.name ?? "", image: $0.image ?? "") }
        )
        guard fields.contains(.properties) else { return }
        var properties = try fields.nestedUnkeyedContainer(forKey: .properties)
        while !properties.isAtEnd {
            let property = try properties.nestedContainer(keyedBy: Key.self)
            let type = try property.decode(String.self, forKey: .type)
            try add(type, property)
        }
    }

    private mutating func add(_ type: String, _ property: KeyedDecodingContainer<Key>) throws {
        let value = try property.nestedContainer(keyedBy: ValueKey.self, forKey: .value)
        func text(_ key: ValueKey) throws -> String { try value.decodeIfPresent(String.self, forKey: key) ?? "" }
        switch type {
        case "olm.package":
            guard version == nil else {
                throw DecodingError.dataCorruptedError(
                    forKey: .type,
                    in: property,
                    debugDescription: "the bundle has two properties `olm.package`"
                )
            }
            version = try value.decodeIfPresent(String.self, forKey: .version)
        case "olm.package.required":
            needs.packages.append(.init(name: try text(.packageName), versionRange: try text(.versionRange)))
        case "olm.gvk", "olm.gvk.required":
            let api = CatalogAPI(group: try text(.group), version: try text(.version), kind: try text(.kind))
            if type == "olm.gvk" { providedAPIs.append(api) } else { needs.apis.append(api) }
        case "olm.constraint": needs.constraints.append(try text(.json))
        case "olm.csv.metadata": displayName = try value.decodeIfPresent(String.self, forKey: .displayName)
        default: break
        }
    }
}
