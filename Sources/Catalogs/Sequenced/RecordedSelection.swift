// SPDX-License-Identifier: Apache-2.0

import JSONDocuments
import Plans

/// What a run of oc-mirror v1 took of a catalog, as the filtered catalog in its archive says.
struct RecordedSelection {
    /// A channel of a package.
    private struct ChannelName: Hashable {
        let package: String
        let channel: String
    }

    private var defaults: [String: String] = [:]
    private var entries: [ChannelName: Set<String>] = [:]
    private var bundles: [String: [String: CatalogBundle]] = [:]

    /// The most bytes of a document.
    private static let documentLimit = 64 << 20

    /// Reads a filtered catalog, which is one JSON document after the other.
    ///
    /// Throws `JSONDocumentError`, and the errors of decoding a document.
    init(_ catalog: [UInt8]) throws {
        let stream = JSONDocumentStream(limit: Self.documentLimit)
        stream.append(catalog)
        stream.finish()
        while try stream.next() != nil {
            guard let summary = try stream.summary() else { break }
            switch summary.schema {
            case CatalogSchema.package:
                let package = try CatalogSchema.Package(json: summary.reduced)
                defaults[package.name] = package.defaultChannel ?? ""
            case CatalogSchema.channel:
                let channel = try CatalogSchema.Channel(json: summary.reduced)
                let name = ChannelName(package: summary.package, channel: summary.name)
                entries[name, default: []].formUnion((channel.entries ?? []).map(\.name))
            case CatalogSchema.bundle:
                bundles[summary.package, default: [:]][summary.name] = try CatalogBundle(json: summary.reduced)
            default: break
            }
        }
    }

    /// The names of the packages, sorted.
    var packageNames: [String] { Set(entries.keys.map(\.package)).sorted() }

    /// The bundles of a package, by name.
    func bundles(of package: String) -> [String: CatalogBundle] { bundles[package] ?? [:] }

    /// What is kept of a package; `nil` if nothing is.
    func kept(of package: CatalogPackage) -> KeptPackage? {
        let channels = entries.filter { $0.key.package == package.name && !$0.value.isEmpty }
            .map { KeptChannel(name: $0.key.channel, entries: $0.value.sorted()) }
            .sorted { $0.name < $1.name }
        guard !channels.isEmpty else { return nil }
        let chosen = defaults[package.name] ?? ""
        return KeptPackage(
            name: package.name,
            defaultChannel: chosen.isEmpty || chosen == package.defaultChannel ? nil : chosen,
            channels: channels
        )
    }
}
