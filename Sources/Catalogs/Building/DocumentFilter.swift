// SPDX-License-Identifier: Apache-2.0

import Plans

/// Decides which documents of a catalog are kept, and how they change.
struct DocumentFilter: Sendable {
    /// The decision about a document.
    enum Outcome: Sendable, Equatable {
        case dropped
        /// It is kept, byte for byte.
        case copied
        /// It is replaced by this JSON document.
        case edited([UInt8])
    }

    /// The kept part of a package, in a form for lookups.
    private struct Kept {
        let defaultChannel: String?
        let channels: [String: Set<String>]
        let entries: Set<String>

        init(_ package: KeptPackage) {
            defaultChannel = package.defaultChannel
            channels = Dictionary(
                package.channels.map { ($0.name, Set($0.entries)) },
                uniquingKeysWith: { $0.union($1) }
            )
            entries = package.entryNames
        }
    }

    private let packages: [String: Kept]

    init(_ packages: [KeptPackage]) {
        self.packages = Dictionary(packages.map { ($0.name, Kept($0)) }, uniquingKeysWith: { $1 })
    }

    /// Whether anything of a document may be kept; for `olm.package`, `olm.channel` and `olm.deprecations` its
    /// content decides.
    func mayKeep(_ document: CatalogDocument) -> Bool {
        if document.package.isEmpty, document.schema != "olm.package" { return true }
        guard let kept = packages[document.package] else { return false }
        return switch document.schema {
        case "olm.channel": kept.channels[document.name] != nil
        case "olm.bundle": kept.entries.contains(document.name)
        default: true
        }
    }

    /// Whether the filter needs the content of a document to decide.
    func looksInto(_ document: CatalogDocument) -> Bool {
        guard mayKeep(document), let kept = packages[document.package] else { return false }
        return switch document.schema {
        case "olm.channel", "olm.deprecations": true
        case "olm.package": kept.defaultChannel != nil
        default: false
        }
    }

    /// Decides about a document from its content.
    ///
    /// Throws `JSONText.Failure` if the document does not follow its schema.
    func outcome(of document: CatalogDocument, json: [UInt8]) throws -> Outcome {
        guard let kept = packages[document.package] else { return .dropped }
        let text = try JSONText(json)
        switch document.schema {
        case "olm.package": return try package(text, kept)
        case "olm.channel":
            let names = kept.channels[document.name] ?? []
            return try entries(text) { try !names.contains(Self.name(of: $0, in: text)) } ?? .dropped
        case "olm.deprecations":
            return try entries(text) { try Self.isOfRemoved($0, in: text, kept) } ?? .dropped
        default: return .copied
        }
    }

    /// The names of a channel's entries, in order.
    static func entryNames(_ json: [UInt8]) throws -> [String] {
        let text = try JSONText(json)
        guard let array = try text.member("entries", of: text.root), let elements = try text.elements(of: array) else {
            return []
        }
        return try elements.map { try name(of: $0, in: text) }
    }

    private func package(_ text: JSONText, _ kept: Kept) throws -> Outcome {
        guard let name = kept.defaultChannel else { return .copied }
        var splice = JSONSplice(text)
        if let value = try text.member("defaultChannel", of: text.root) {
            guard text.string(value) != name else { return .copied }
            try splice.replace(value, with: name)
        } else {
            guard text.bytes[text.root.lowerBound] == UInt8(ascii: "{") else {
                throw JSONText.Failure(offset: text.root.lowerBound, message: "expected an object")
            }
            try splice.insert("defaultChannel", name, into: text.root)
        }
        return .edited(splice.bytes)
    }

    /// The document without the entries that `isRemoved` selects; `nil` if all its entries are removed.
    private func entries(_ text: JSONText, without isRemoved: (Range<Int>) throws -> Bool) throws -> Outcome? {
        guard let array = try text.member("entries", of: text.root) else { return .copied }
        guard let elements = try text.elements(of: array) else {
            // Some programs write an empty list as `null`.
            if text.bytes[array].elementsEqual("null".utf8) { return .copied }
            throw JSONText.Failure(offset: array.lowerBound, message: "`entries` is no list")
        }
        let removed = Set(try elements.indices.filter { try isRemoved(elements[$0]) })
        guard !removed.isEmpty else { return .copied }
        guard removed.count < elements.count else { return nil }
        var splice = JSONSplice(text)
        splice.remove(removed, of: elements, in: array)
        return .edited(splice.bytes)
    }

    private static func name(of entry: Range<Int>, in text: JSONText) throws -> String {
        guard let value = try text.member("name", of: entry), let name = text.string(value) else {
            throw JSONText.Failure(offset: entry.lowerBound, message: "an entry has no `name`")
        }
        return name
    }

    /// Whether a deprecation is about a removed channel or bundle.
    private static func isOfRemoved(_ entry: Range<Int>, in text: JSONText, _ kept: Kept) throws -> Bool {
        guard let reference = try text.member("reference", of: entry),
            let schema = try text.member("schema", of: reference).flatMap(text.string)
        else { throw JSONText.Failure(offset: entry.lowerBound, message: "an entry has no `reference.schema`") }
        switch schema {
        case "olm.channel": return kept.channels[try name(of: reference, in: text)] == nil
        case "olm.bundle": return try !kept.entries.contains(name(of: reference, in: text))
        default: return false
        }
    }
}
