// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import OCI
import YAML

/// A configuration whose catalogs are pinned by digest, and one that deletes the same images.
package struct PinnedConfiguration: Sendable, Equatable {
    /// The user's text: only references have changed, and a `targetTag` was added if one is needed.
    package let bytes: [UInt8]
    /// A `DeleteImageSetConfiguration` of the same images.
    package let deletion: [UInt8]

    /// Pins catalogs to digests, which are given by the catalogs' positions in `mirror.operators`.
    ///
    /// The result is read again and compared with the intended configuration. Throws if the text cannot be changed in
    /// place.
    package init(_ configuration: ImageSetConfiguration, digests: [Int: Digest]) throws(FindingsError) {
        let source = SourceText(path: configuration.path, bytes: configuration.bytes)
        // A configuration was read from the same bytes, so they can be read again.
        guard let root = Self.root(of: source), let value = YAMLValue(root) else {
            preconditionFailure("a configuration that was read cannot be read again")
        }
        let nodes = CatalogNode.all(in: root)
        var pins: [Int: CatalogPin] = [:]
        for (index, digest) in digests where nodes.indices.contains(index) {
            let catalog = configuration.mirror.operators[index]
            pins[index] = CatalogPin(catalog, to: digest, at: nodes[index], in: source)
        }
        let sorted = pins.sorted { $0.key < $1.key }.map(\.value)
        bytes = try Self.pinned(source, sorted)
        let meant = Self.pinned(value, pins)
        let result = SourceText(path: configuration.path, bytes: bytes)
        if let first = sorted.first, Self.root(of: result).flatMap(YAMLValue.init) != meant {
            throw first.refusal(
                "the catalogs cannot be pinned in place: the text would mean something else",
                remedy: "write each element of `operators` as a plain block, without anchors and aliases"
            )
        }
        deletion = Array(Self.deletion(of: meant).utf8)
    }

    static func root(of source: SourceText) -> YAMLNode? {
        let findings = FindingCollector()
        let root = YAMLComposer.document(in: source, reportingTo: findings)
        return findings.hasErrors ? nil : root
    }

    /// Returns the text with all edits made, the last one first, so that the places of the others stay.
    private static func pinned(_ source: SourceText, _ pins: [CatalogPin]) throws(FindingsError) -> [UInt8] {
        var edits: [CatalogPin.Edit] = []
        var positions: Set<YAMLPosition> = []
        for pin in pins {
            guard positions.insert(pin.position).inserted else {
                throw pin.refusal("several catalogs share this reference, but each must be pinned by itself")
            }
            edits += try pin.edits()
        }
        var bytes = source.bytes
        for edit in edits.sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) {
            bytes.replaceSubrange(edit.range, with: edit.text.utf8)
        }
        return bytes
    }

    /// Returns the meaning of the configuration with pinned catalogs.
    private static func pinned(_ configuration: YAMLValue, _ pins: [Int: CatalogPin]) -> YAMLValue {
        var configuration = configuration
        configuration["mirror"]?["operators"]?.changeElements { index, element in
            guard let pin = pins[index] else { return }
            element["catalog"] = .string(pin.reference)
            if let tag = pin.addedTag { element["targetTag"] = .string("\(tag)") }
        }
        return configuration
    }

    /// Returns the configuration that deletes the images of another one, without `blockedImages`, which were never
    /// mirrored.
    private static func deletion(of configuration: YAMLValue) -> String {
        var sections = configuration["mirror"] ?? [:]
        sections["blockedImages"] = nil
        return YAMLWriter.text([
            "apiVersion": .string(ConfigurationParser.apiVersion),
            "kind": .string(ConfigurationKind.deletion.rawValue),
            ConfigurationKind.deletion.section: sections,
        ])
    }
}

extension YAMLValue {
    /// A field, or else one in another letter case, which counts for it.
    fileprivate subscript(name: String) -> YAMLValue? {
        get {
            guard case .mapping(let fields) = self else { return nil }
            return fields[Self.key(name, in: fields)]
        }
        set {
            guard case .mapping(var fields) = self else { return }
            fields[Self.key(name, in: fields)] = newValue
            self = .mapping(fields)
        }
    }

    private static func key(_ name: String, in fields: [String: YAMLValue]) -> String {
        guard fields[name] == nil else { return name }
        return fields.keys.filter { $0.lowercased() == name.lowercased() }.min() ?? name
    }

    /// Changes each element of a list.
    fileprivate mutating func changeElements(_ change: (Int, inout YAMLValue) -> Void) {
        guard case .sequence(var elements) = self else { return }
        for index in elements.indices { change(index, &elements[index]) }
        self = .sequence(elements)
    }
}
