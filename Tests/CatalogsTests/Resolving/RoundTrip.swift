// SPDX-License-Identifier: Apache-2.0

import Catalogs
import Diagnostics
import Plans
import Resolution
import TestSupport
import Testing

/// A catalog that was filtered, built and read again, with the source that it came of.
struct RoundTrip {
    let contribution: Contribution
    let source: ReadCatalog
    /// The catalog that was built; the source itself where nothing is left out.
    let result: ReadCatalog

    /// Filters the layout `source` of a bench.
    init(_ fields: String, in bench: ResolvingBench) async throws {
        contribution = try await bench.resolve("source", fields)
        source = try await bench.read("source")
        if let image = contribution.build?.image {
            try bench.write(image, on: "source", as: "result")
            result = try await bench.read("result")
        } else {
            result = source
        }
    }

    /// What holds for every part of a catalog, whatever was asked for.
    func check(_ fields: String, in bench: ResolvingBench) async throws {
        // A catalog that is taken as it is has nothing to be compared with.
        guard let kept = contribution.build?.recipe.packages else { return }
        #expect(result.packages.map(\.name) == kept.map(\.name))
        for (package, kept) in zip(result.packages, kept) {
            let original = try #require(source.packages.first { $0.name == package.name })
            #expect(package.defaultChannel == kept.defaultChannel ?? original.defaultChannel)
            let all = KeptPackage(
                name: package.name,
                channels: package.channels.sorted { $0.name < $1.name }.map(KeptChannel.init)
            )
            #expect(all.channels == kept.channels)
            #expect(PackageProof(all, of: package).holds, "\(fields)")
            // Nothing is said in another way than before.
            #expect(package.bundles == original.bundles.filter { kept.entryNames.contains($0.name) })
            for channel in package.channels {
                let before = original.channels.first { $0.name == channel.name }?.entries ?? []
                #expect(
                    channel.entries == before.filter { entry in channel.entries.contains { $0.name == entry.name } }
                )
            }
        }
        checkDocuments()
        #expect(
            Set(contribution.origins(.operatorBundle))
                == Set(result.packages.flatMap(\.bundles).map(\.image)),
            "the images are those of the bundles that are offered"
        )
        // What is left out is not asked for by name again, unless the configuration names it.
        let again = try await bench.resolve("result", fields)
        #expect(again.errors.allSatisfy { $0.code == "unknown-channel" }, "\(again.errors)")
        guard again.errors.isEmpty else { return }
        // Nothing is left out the second time, so the catalog is passed on as it is.
        #expect(again.catalogs.map(\.build) == [nil], "\(fields)")
    }

    /// Every document of the result is one of the source with its very bytes, or a channel and the like that shrank.
    private func checkDocuments() {
        let before = Set(source.texts)
        for (document, text) in zip(result.documents, result.texts) where !before.contains(text) {
            #expect(["olm.channel", "olm.package", "olm.deprecations"].contains(document.schema), "\(text)")
        }
        #expect(Set(result.documents.map(\.key)).count == result.documents.count)
        #expect(Set(result.documents.map(\.key)).isSubset(of: source.documents.map(\.key)))
        #expect(
            result.documents.filter { $0.schema == "olm.bundle" }.count == result.packages.flatMap(\.bundles).count
        )
    }
}

extension KeptChannel {
    fileprivate init(_ channel: CatalogChannel) {
        self.init(name: channel.name, entries: channel.entries.map(\.name).sorted())
    }
}

extension CatalogDocument {
    /// What tells documents of a test's catalog apart.
    fileprivate var key: String { "\(schema)/\(package)/\(name)" }
}
