// SPDX-License-Identifier: Apache-2.0

import Diagnostics

/// Builds a package from its documents, and refuses documents that contradict each other.
struct PackageDraft {
    private let name: String
    private let catalog: Catalog
    private var reader = PieceReader()
    private var definition: (place: Catalog.Place, defaultChannel: String)?
    private var channels: [String: Catalog.Place] = [:]
    private var bundles: [String: Catalog.Place] = [:]
    private var result: CatalogPackage

    init(_ name: String, in catalog: Catalog) {
        self.name = name
        self.catalog = catalog
        result = CatalogPackage(name: name, defaultChannel: "")
    }

    /// Reads the documents at places of the catalog, in order.
    consuming func package(_ places: [Catalog.Place]) throws -> CatalogPackage {
        for place in places { try add(place) }
        guard let definition else {
            let first = places.first
            throw CatalogError(
                catalog: catalog.name,
                place: first.map(catalog.description(of:)),
                message: "the package `\(name)` has documents such as the \(first.map(subject) ?? "one") here, but no"
                    + " document with the schema `olm.package`",
                remedy: "report this to the maker of the catalog, or ask for other packages only"
            )
        }
        result.defaultChannel = definition.defaultChannel
        return result
    }

    private mutating func add(_ place: Catalog.Place) throws {
        let document = catalog[place]
        switch document.schema {
        case CatalogSchema.package:
            try once(place, definition?.place)
            let package = try decode(CatalogSchema.Package.self, at: place)
            definition = (place, package.defaultChannel ?? "")
        case CatalogSchema.channel:
            try once(place, channels.updateValue(place, forKey: document.name))
            result.channels.append(CatalogChannel(try decode(CatalogSchema.Channel.self, at: place)))
        case CatalogSchema.bundle:
            try once(place, bundles.updateValue(place, forKey: document.name))
            result.bundles.append(try decode(CatalogBundle.self, at: place))
        default: break
        }
    }

    private func once(_ place: Catalog.Place, _ first: Catalog.Place?) throws {
        guard let first else { return }
        throw CatalogError(
            catalog: catalog.name,
            place: catalog.description(of: place),
            message: "the \(subject(place)) of the package `\(name)` is here for the second time; it is also at"
                + " \(catalog.description(of: first))",
            remedy: "report this to the maker of the catalog, or ask for other packages only"
        )
    }

    private func subject(_ place: Catalog.Place) -> String {
        let document = catalog[place]
        switch document.schema {
        case CatalogSchema.channel: return "channel `\(document.name)`"
        case CatalogSchema.bundle: return "bundle `\(document.name)`"
        default: return "document `\(document.schema)`"
        }
    }

    private mutating func decode<Value: Decodable>(_ type: Value.Type, at place: Catalog.Place) throws -> Value {
        let bytes = try reader.bytes(of: catalog.pieces[catalog[place].number])
        do {
            return try Value(json: bytes)
        } catch {
            let fault = JSONFault(error)
            throw CatalogError(
                catalog: catalog.name,
                place: catalog.description(of: place),
                message: "the \(subject(place)) cannot be read: "
                    + [fault.place.map { "`\($0)`" }, fault.message].compactMap(\.self).joined(separator: ": "),
                remedy: "report this to the maker of the catalog, or ask for other packages only"
            )
        }
    }
}

extension CatalogChannel {
    fileprivate init(_ channel: CatalogSchema.Channel) {
        self.init(
            name: channel.name,
            entries: (channel.entries ?? []).map { entry in
                ChannelEntry(
                    name: entry.name,
                    replaces: entry.replaces.flatMap { $0.isEmpty ? nil : $0 },
                    skips: entry.skips ?? [],
                    skipRange: entry.skipRange.flatMap { $0.isEmpty ? nil : $0 }
                )
            },
            priority: channel.priority
        )
    }
}
