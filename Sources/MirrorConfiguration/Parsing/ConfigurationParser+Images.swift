// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import RegularExpressions
import YAML

extension ConfigurationParser {
    /// Reads `mirror.additionalImages`.
    func additionalImages(_ fields: YAMLMapping<SectionName>) -> [AdditionalImage] {
        let images = (fields.mappings(.additionalImages, as: AdditionalImageField.self) ?? [])
            .compactMap(additionalImage)
        reportDuplicates(images)
        return images
    }

    /// Reports images that are requested twice.
    func reportDuplicates(_ images: [AdditionalImage]) {
        reportDuplicates(images.map { Located($0.request, at: $0.location) }, of: "image", severity: .warning)
    }

    private func additionalImage(_ fields: YAMLMapping<AdditionalImageField>) -> AdditionalImage? {
        let text = fields.requiredString(.name, of: "the image")
        let source = text.flatMap { imageSource($0) }
        let targetRepo = targetRepository(fields, .targetRepo)
        let targetTag = targetTag(fields, .targetTag)
        let platforms = platforms(fields, .platforms)
        guard let text, let source else { return nil }
        return AdditionalImage(
            source: source,
            text: text.value,
            targetRepo: targetRepo,
            targetTag: targetTag,
            platforms: platforms,
            location: text.location
        )
    }

    /// Reads `mirror.blockedImages`.
    func blockedImages(_ fields: YAMLMapping<SectionName>) -> [BlockedImage] {
        let names = (fields.mappings(.blockedImages, as: NameField.self) ?? [])
            .compactMap { $0.requiredString(.name, of: "the blocked image") }
        return blockedImages(names)
    }

    /// Makes patterns for blocked images of texts.
    func blockedImages(_ names: [Located<String>]) -> [BlockedImage] {
        let blocked = names.compactMap(blockedImage)
        reportDuplicates(blocked.map { Located($0.pattern, at: $0.location) }, of: "pattern", severity: .warning)
        return blocked
    }

    private func blockedImage(_ text: Located<String>) -> BlockedImage? {
        do {
            let expression = try RegularExpression(text.value)
            return BlockedImage(pattern: text.value, location: text.location, expression: expression)
        } catch {
            reader.report(
                code: .invalidPattern,
                "`\(text.value)` is not a regular expression: \(error)",
                remedy: "patterns are read as RE2; put `\\` before a character that is meant as itself",
                at: text.location
            )
            return nil
        }
    }

    /// Reads `mirror.samples`.
    func samples<Name: YAMLFieldName>(_ fields: YAMLMapping<Name>, _ name: Name) -> [Located<String>] {
        if fields[name] != nil, let location = fields.keyLocation(name) {
            reader.report(
                .warning,
                code: .ignoredField,
                "`samples` has no effect: no tool ever mirrored samples",
                remedy: "name their images in `additionalImages`",
                at: location
            )
        }
        return (fields.mappings(name, as: NameField.self) ?? [])
            .compactMap { $0.requiredString(.name, of: "the sample") }
    }
}

extension AdditionalImage {
    /// The requested source, and its destination if that differs.
    fileprivate var request: String {
        guard targetRepo != nil || targetTag != nil else { return source.description }
        let target = (targetRepo?.description ?? "") + (targetTag.map { ":\($0)" } ?? "")
        return "\(source) → \(target)"
    }
}
