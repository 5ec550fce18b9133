// SPDX-License-Identifier: Apache-2.0

import Foundation

/// An operator of a test's catalog: channels as text, and the bundles that they name.
package struct TestOperator: Sendable {
    package var name: String
    package var defaultChannel: String
    /// The channels in the order of the catalog, each with its entries.
    package var channels: [(name: String, entries: [Entry])]
    /// The version of a bundle by its name; by default what follows the first `.v`.
    package var versions: [String: String] = [:]
    /// The images that each bundle runs, besides its own; by default one that is named after it.
    package var relatedImages: [String: [String]] = [:]
    /// Further properties of bundles, as type and JSON.
    package var properties: [String: [(type: String, json: String)]] = [:]
    /// The JSON of the properties of a channel.
    package var channelProperties: [String: String] = [:]
    /// Where its images are.
    package var registry = "quay.io/operators"
    /// Whether bundles name images by digest, as published ones do.
    package var namesDigests = false
    /// Further documents, as they are.
    package var extraDocuments: [String] = []

    package struct Entry: Sendable {
        package var name: String
        package var replaces: String?
        package var skips: [String]
        package var skipRange: String?

        package init(_ name: String, replaces: String? = nil, skips: [String] = [], skipRange: String? = nil) {
            self.name = name
            self.replaces = replaces
            self.skips = skips
            self.skipRange = skipRange
        }

        /// Reads `foo.v2 > foo.v1 ! foo.v1.1 ! foo.v1.2`: what it replaces and what it skips.
        package init(text: String) {
            let skips = text.split(separator: "!").map { $0.trimmingCharacters(in: .whitespaces) }
            let names = skips[0].split(separator: ">").map { $0.trimmingCharacters(in: .whitespaces) }
            self.init(names[0], replaces: names.count > 1 ? names[1] : nil, skips: Array(skips.dropFirst()))
        }
    }

    package init(_ name: String, default defaultChannel: String, channels: [(name: String, entries: [Entry])]) {
        self.name = name
        self.defaultChannel = defaultChannel
        self.channels = channels
    }

    /// Reads channels such as `("stable", ["foo.v2 > foo.v1", "foo.v1"])`.
    package init(_ name: String, default defaultChannel: String, _ channels: [(String, [String])]) {
        self.init(name, default: defaultChannel, channels: channels.map { ($0.0, $0.1.map(Entry.init(text:))) })
    }

    /// The names of its bundles, each once, sorted.
    package var bundles: [String] { Set(channels.flatMap { $0.entries.map(\.name) }).sorted() }

    /// The image of a bundle as the catalog names it.
    package func image(of bundle: String) -> String { named("\(registry)/\(name)-bundle:\(version(of: bundle).tag)") }

    package func version(of bundle: String) -> String {
        if let version = versions[bundle] { return version }
        guard let range = bundle.range(of: ".v") else { return bundle }
        return String(bundle[range.upperBound...])
    }

    /// The images that a bundle runs, as the catalog names them.
    package func related(to bundle: String) -> [String] {
        relatedImages[bundle] ?? [named("\(registry)/\(name):\(version(of: bundle).tag)")]
    }

    /// The images to publish: what the bundles run and the bundles themselves, by repository and tag.
    package var images: [(repository: String, tag: String, image: TestImage)] {
        get throws {
            try bundles.flatMap { bundle in
                let tag = version(of: bundle).tag
                return try ["\(name)-bundle", name].map { name in
                    ("\(registry)/\(name)", tag, try Self.content("\(registry)/\(name):\(tag)"))
                }
            }
        }
    }

    private func named(_ text: String) -> String {
        guard namesDigests, let colon = text.lastIndex(of: ":"), let image = try? Self.content(text) else {
            return text
        }
        return "\(text[..<colon])@\(image.digest)"
    }

    private static func content(_ name: String) throws -> TestImage {
        try TestImage(layers: [Array("the content of \(name)".utf8)])
    }

    /// The documents as JSON, in the order package, channels, bundles, the others.
    package func documents() throws -> [String] {
        let package = ["schema": "olm.package", "name": name, "defaultChannel": defaultChannel]
        let channels = try self.channels.map { channel -> [String: Any] in
            var fields: [String: Any] = [
                "schema": "olm.channel", "package": name, "name": channel.name,
                "entries": channel.entries.map(\.fields),
            ]
            if let json = channelProperties[channel.name] {
                fields["properties"] = try JSONSerialization.jsonObject(
                    with: Data(json.utf8),
                    options: .fragmentsAllowed
                )
            }
            return fields
        }
        return try [Self.json(package)] + channels.map(Self.json) + bundles.map { try Self.json(bundle($0)) }
            + extraDocuments
    }

    private func bundle(_ bundle: String) throws -> [String: Any] {
        var properties: [Any] = [
            ["type": "olm.package", "value": ["packageName": name, "version": version(of: bundle)]]
        ]
        for (type, json) in self.properties[bundle] ?? [] {
            let value = try JSONSerialization.jsonObject(with: Data(json.utf8), options: .fragmentsAllowed)
            properties.append(["type": type, "value": value])
        }
        let images = [("", image(of: bundle))] + related(to: bundle).map { ("operand", $0) }
        return [
            "schema": "olm.bundle", "package": name, "name": bundle, "image": image(of: bundle),
            "properties": properties, "relatedImages": images.map { ["name": $0.0, "image": $0.1] },
        ]
    }

    private static func json(_ value: [String: Any]) throws -> String {
        let options: JSONSerialization.WritingOptions = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try JSONSerialization.data(withJSONObject: value, options: options), as: UTF8.self)
    }
}

extension TestOperator.Entry {
    fileprivate var fields: [String: Any] {
        var fields: [String: Any] = ["name": name]
        if let replaces { fields["replaces"] = replaces }
        if !skips.isEmpty { fields["skips"] = skips }
        if let skipRange { fields["skipRange"] = skipRange }
        return fields
    }
}

extension String {
    /// The version as a tag, which may have no `+`.
    fileprivate var tag: String { "v\(replacingOccurrences(of: "+", with: "_"))" }
}
