// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import YAML

extension VersionOneParser {
    /// Reads `mirror.additionalImages`; an image without a tag means `latest`.
    func additionalImages<Name: YAMLFieldName>(_ fields: YAMLMapping<Name>, _ name: Name) -> [AdditionalImage] {
        let images = texts(fields, name, of: "the image").compactMap { text in
            shared.imageSource(text, untagged: .latest).map { source in
                AdditionalImage(
                    source: source,
                    text: text.value,
                    targetRepo: nil,
                    targetTag: nil,
                    platforms: [],
                    location: text.location
                )
            }
        }
        shared.reportDuplicates(images)
        return images
    }

    /// Reads `mirror.blockedImages` of `v1alpha2`, which are patterns.
    func blockedPatterns<Name: YAMLFieldName>(_ fields: YAMLMapping<Name>, _ name: Name) -> [BlockedImage] {
        shared.blockedImages(texts(fields, name, of: "the blocked image"))
    }

    /// Reads `mirror.blockedImages` of `v1alpha1`, which are the last components of repositories.
    func blockedNames<Name: YAMLFieldName>(_ fields: YAMLMapping<Name>, _ name: Name) -> [BlockedImage] {
        shared.blockedImages(
            texts(fields, name, of: "the blocked image").map { $0.map(Self.pattern(forLastComponent:)) }
        )
    }

    /// The pattern for images whose repository ends with a component.
    static func pattern(forLastComponent name: String) -> String {
        let plain = name.unicodeScalars.map { scalar in
            let properties = scalar.properties
            let isPlain = properties.isAlphabetic || properties.numericType != nil || ["_", "-", "/"].contains(scalar)
            return isPlain ? String(scalar) : "\\\(scalar)"
        }
        return "(^|/)\(plain.joined())([:@]|$)"
    }

    private func texts<Name: YAMLFieldName>(
        _ fields: YAMLMapping<Name>,
        _ name: Name,
        of subject: String
    ) -> [Located<String>] {
        (fields.mappings(name, as: VersionOneImageField.self) ?? [])
            .compactMap { $0.requiredString(.name, of: subject) }
    }
}

extension Tag {
    /// The tag that container tools take if none is given.
    static var latest: Self? { try? Self("latest") }
}
