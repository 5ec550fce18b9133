// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import JSONDocuments

/// The documents of a catalog that describe packages, for decoding from JSON (olm.operatorframework.io,
/// reference/file-based-catalogs).
enum CatalogSchema {
    static let package = "olm.package"
    static let channel = "olm.channel"
    static let bundle = "olm.bundle"
    static let deprecations = "olm.deprecations"

    /// Whether the reduced form of a document has all its content, as JSON.
    static func isKeptWhole(_ schema: String) -> Bool { [package, channel, deprecations].contains(schema) }

    /// Whether the reduced form of a document has its exact bytes.
    static func isKeptWhole(_ schema: String, _ format: CatalogDocument.Format) -> Bool {
        format == .json && isKeptWhole(schema)
    }

    /// Whether a document defines a part of a package.
    static func isOfPackage(_ schema: String) -> Bool { [package, channel, bundle].contains(schema) }

    /// Returns the package that a document belongs to, if the document has all fields that its schema requires.
    static func check(_ document: TextDocument) throws(JSONDocumentError) -> String {
        let summary = document.summary
        func refuse(_ message: String, _ remedy: String? = nil) -> JSONDocumentError {
            JSONDocumentError(line: document.line, column: document.column, message: message, remedy: remedy)
        }
        let isPackage = summary.schema == package
        if isPackage || [channel, bundle].contains(summary.schema), summary.name.isEmpty {
            throw refuse("a document with the schema `\(summary.schema)` has a `name`, and this one has none")
        }
        if [channel, bundle, deprecations].contains(summary.schema), summary.package.isEmpty {
            throw refuse("a document with the schema `\(summary.schema)` names its `package`, and this one names none")
        }
        do {
            switch summary.schema {
            case package: _ = try Package(json: summary.reduced)
            case channel: _ = try Channel(json: summary.reduced)
            default: break
            }
        } catch {
            let fault = JSONFault(error)
            throw refuse([fault.place.map { "`\($0)`" }, fault.message].compactMap(\.self).joined(separator: ": "))
        }
        return isPackage ? summary.name : summary.package
    }

    struct Package: Decodable {
        var name: String
        var defaultChannel: String?
    }

    struct Channel: Decodable {
        struct Entry: Decodable {
            var name: String
            var replaces: String?
            var skips: [String]?
            var skipRange: String?
        }

        var name: String
        var entries: [Entry]?
        /// The highest one that its properties state; whatever is wrong with them does not matter.
        var priority: Int?

        private enum CodingKeys: String, CodingKey { case name, entries, properties }

        init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            name = try fields.decode(String.self, forKey: .name)
            entries = try fields.decodeIfPresent([Entry].self, forKey: .entries)
            priority = (try? fields.decode([Property].self, forKey: .properties))?.compactMap(\.priority).max()
        }
    }

    /// A property of a channel, as far as it states a priority.
    private struct Property: Decodable {
        var priority: Int?

        private enum CodingKeys: String, CodingKey { case type, value }
        private enum ValueKeys: String, CodingKey { case priority }

        init(from decoder: any Decoder) throws {
            guard let fields = try? decoder.container(keyedBy: CodingKeys.self),
                (try? fields.decode(String.self, forKey: .type)) == CatalogSchema.channel,
                let value = try? fields.nestedContainer(keyedBy: ValueKeys.self, forKey: .value)
            else { return }
            // Some write it as a text.
            priority =
                (try? value.decode(Int.self, forKey: .priority))
                ?? (try? value.decode(String.self, forKey: .priority)).flatMap { Int($0) }
        }
    }
}

extension Decodable {
    /// Decodes a document.
    init(json: [UInt8]) throws { self = try JSONDecoder().decode(Self.self, from: Data(json)) }
}
