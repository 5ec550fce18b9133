// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import YAML

/// A wrapper around a configuration: a cluster object that contains it, a list, or a key above it.
struct ConfigurationEnvelope {
    private let summary: String
    private let remedy: String
    private let position: YAMLPosition

    /// Finds the wrapper around a configuration; `nil` if the file is the configuration itself.
    init?(_ root: YAMLNode, in source: SourceText) {
        let file = shellArgument(source.path)
        switch root.content {
        case .sequence(let elements):
            guard let element = elements.first(where: \.isConfiguration) else { return nil }
            summary = "the configuration is an element of a list"
            remedy = "remove the `- ` before its first field, and indent the rest by two columns less"
            position = element.position
        case .mapping(let fields):
            let kind = fields.first { $0.key == "kind" }
            guard let kind, case .scalar(let name) = kind.value.content else {
                guard let field = fields.first(where: { $0.value.isConfiguration }) else { return nil }
                summary = "the configuration is below the key `\(field.key)`"
                remedy = "remove `\(field.key):`, and begin the configuration at the left margin"
                position = field.keyPosition
                return
            }
            if ConfigurationKind(rawValue: name.text) == nil, let carried = Self.carried(fields) {
                summary = "this file is a \(name.text) that contains the configuration in its `\(carried.path)`"
                remedy = "write that to a file of its own: yq -r '\(carried.query)' \(file) > \(carried.file)"
                position = kind.value.position
            } else if Self.isForeign(fields) {
                summary = "this file is of the kind `\(name.text)`, not a configuration"
                remedy = "give a file with the configuration alone"
                position = kind.value.position
            } else {
                return nil
            }
        case .scalar: return nil
        }
    }

    /// Whether an object belongs to another API.
    private static func isForeign(_ fields: [YAMLField]) -> Bool {
        guard case .scalar(let version)? = fields.first(where: { $0.key == "apiVersion" })?.value.content else {
            return false
        }
        let names = fields.filter { $0.key == "kind" }.map(\.value.content)
        guard case .scalar(let kind)? = names.first, !kind.isMasked, !version.isMasked else { return false }
        return !version.text.contains("mirror") && !kind.text.lowercased().contains("imageset")
    }

    func report(to reader: YAMLReader) {
        reader.report(code: .envelope, summary, remedy: remedy, at: reader.source.location(position))
    }

    /// The place of a configuration in an object: as text in its data, or as one of its items.
    private struct Carried {
        let path: String
        let query: String
        let file: String
    }

    private static func carried(_ fields: [YAMLField]) -> Carried? {
        for field in fields {
            switch field.value.content {
            case .mapping(let data):
                guard let found = data.first(where: { $0.value.isTextOfConfiguration }) else { continue }
                return Carried(
                    path: "\(field.key)[\"\(found.key)\"]",
                    query: ".\(field.key)[\"\(found.key)\"]",
                    file: shellArgument(found.key.hasSuffix(".yaml") ? found.key : "\(found.key).yaml")
                )
            case .sequence(let items):
                for (index, item) in items.enumerated() {
                    let place = "\(field.key)[\(index)]"
                    if item.isConfiguration { return Carried(path: place, query: ".\(place)", file: "isc.yaml") }
                    guard case .mapping(let inner) = item.content, let found = carried(inner) else { continue }
                    return Carried(path: "\(place).\(found.path)", query: ".\(place)\(found.query)", file: found.file)
                }
            case .scalar: continue
            }
        }
        return nil
    }
}

extension YAMLNode {
    /// Whether this mapping states that it is a configuration, or has the section of one.
    fileprivate var isConfiguration: Bool {
        guard case .mapping(let fields) = content else { return false }
        return fields.contains { field in
            guard field.key == "kind", case .scalar(let kind) = field.value.content else { return false }
            return ConfigurationKind(rawValue: kind.text) != nil
        }
    }

    fileprivate var isTextOfConfiguration: Bool {
        guard case .scalar(let scalar) = content else { return false }
        return scalar.text.contains("ImageSetConfiguration")
    }
}
