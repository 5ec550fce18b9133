// SPDX-License-Identifier: Apache-2.0

import Catalogs
import Diagnostics
import Plans
import Resolution
import TestSupport
import Testing

@testable import MirrorConfiguration

/// What holds for the rules of oc-mirror v1 whatever the catalog and the request, on catalogs made at random.
struct VersionOnePropertyTests {
    private static let seeds = Array(UInt64(1)...300)

    @Test(
        "What is kept is valid, a part of the source, and includes the head of each channel without an end",
        arguments: seeds
    )
    func invariants(seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        let packages = Self.packages(using: &generator)
        let entry = try Self.entry(packages, using: &generator)
        let selections = try await VersionOneBench(packages).select(entry)
        guard selections.values.flatMap(\.errors).isEmpty else { return }
        for (name, selection) in selections {
            let source = try #require(packages.first { $0.name == name })
            let kept = try #require(selection.kept)
            #expect(PackageProof(kept, of: source).holds)
            #expect(Set(selection.bundles.map(\.name)) == kept.entryNames)
            #expect(kept.channels.map(\.name) == Set(kept.channels.map(\.name)).sorted())
            guard let request = Self.request(of: name, in: entry), request.maxVersion == nil,
                request.channels.allSatisfy({ $0.maxVersion == nil })
            else { continue }
            for channel in kept.channels {
                // Of a channel that is not listed, only what another bundle needs may be kept.
                guard request.channels.isEmpty || request.channels.contains(where: { $0.name == channel.name }) else {
                    continue
                }
                let graph = ChannelGraph(try #require(source.channels.first { $0.name == channel.name }))
                #expect(channel.entries.contains(try #require(graph.head?.name)), "\(name) \(channel.name)")
            }
        }
    }

    @Test(
        "What is chosen brings the latest of everything that it needs, and adding it takes nothing away",
        arguments: seeds
    )
    func closure(seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        let packages = Self.packages(using: &generator)
        let entry = try Self.entry(packages, using: &generator)
        let selections = try await VersionOneBench(packages).select(entry)
        guard selections.values.flatMap(\.errors).isEmpty else { return }
        let chosen = selections.mapValues { Set($0.bundles.map(\.name)) }
        for bundle in selections.values.flatMap(\.bundles) where !entry.skipDependencies {
            for api in bundle.needs.apis {
                for package in packages where package.bundles.contains(where: { $0.providedAPIs.contains(api) }) {
                    let skipped = Set(package.channels.flatMap { ChannelGraph($0).head?.skips ?? [] })
                    let providers = package.bundles.filter {
                        $0.providedAPIs.contains(api) && !skipped.contains($0.name)
                    }
                    guard let latest = providers.compactMap(\.semanticVersion).max() else { continue }
                    let names = providers.filter { $0.semanticVersion == latest }.map(\.name)
                    #expect(!(chosen[package.name] ?? []).isDisjoint(with: names), "\(bundle.name) needs \(api)")
                }
            }
        }
        let alone = try OperatorCatalog(full: entry.full, skipDependencies: true, packages: entry.packages)
        let least = try await VersionOneBench(packages).select(alone)
        for (name, selection) in least where selection.errors.isEmpty {
            #expect(Set(selection.bundles.map(\.name)).isSubset(of: chosen[name] ?? []))
        }
    }

    @Test("The order of a catalog decides nothing", arguments: seeds)
    func order(seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        let packages = Self.packages(using: &generator)
        let entry = try Self.entry(packages, using: &generator)
        let shuffled = packages.shuffled(using: &generator).map { package in
            var package = package
            package.bundles.shuffle(using: &generator)
            package.channels.shuffle(using: &generator)
            for index in package.channels.indices { package.channels[index].entries.shuffle(using: &generator) }
            return package
        }
        let first = try await VersionOneBench(packages).select(entry)
        let second = try await VersionOneBench(shuffled).select(entry)
        #expect(first.mapValues(\.kept) == second.mapValues(\.kept))
        #expect(
            Set(first.values.flatMap(\.findings).map(\.text)) == Set(second.values.flatMap(\.findings).map(\.text))
        )
    }

    @Test("A second run of heads keeps all of the first one", arguments: seeds)
    func accumulation(seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        let package = CatalogPackage(TestOperator.random("op", using: &generator))
        var older = package
        // Before, the heads were not there yet; what was below them may have had no clear order.
        for index in older.channels.indices {
            let head = ChannelGraph(older.channels[index]).head?.name
            if older.channels[index].entries.count > 1 { older.channels[index].entries.removeAll { $0.name == head } }
        }
        let entry = try OperatorCatalog()
        let first = try await VersionOneBench([older]).select(entry)
        guard first.values.flatMap(\.errors).isEmpty else { return }
        let record = try #require(EarlierHeads.packages(of: entry, first))
        let second = try await VersionOneBench([package], earlier: record).select(entry)
        guard second.values.flatMap(\.errors).isEmpty else { return }
        let kept = try #require(second["op"]?.kept)
        for channel in try #require(first["op"]?.kept).channels {
            let now = kept.channels.first { $0.name == channel.name }?.entries ?? []
            // Several bundles may have the recorded version; the metadata does not tell which one it was.
            let versions = Set(now.compactMap { name in package.bundles.first { $0.name == name }?.semanticVersion })
            let before = channel.entries.compactMap { name in package.bundles.first { $0.name == name }?.semanticVersion
            }
            #expect(versions.isSuperset(of: before))
        }
    }

    private static func request(of name: String, in entry: OperatorCatalog) -> OperatorPackage? {
        entry.packages.first { $0.name == name }
    }

    /// Three operators in order, of which some bundles need or offer an interface.
    private static func packages(using generator: inout SeededGenerator) -> [CatalogPackage] {
        ["op", "db", "mq"].map { name in
            var package = CatalogPackage(TestOperator.random(name, using: &generator))
            for index in package.bundles.indices {
                if Int.random(in: 0..<4, using: &generator) == 0 {
                    package.bundles[index].needs.apis = [
                        CatalogAPI(text: "g/v1 K\(Int.random(in: 0..<3, using: &generator))")
                    ]
                }
                if Int.random(in: 0..<3, using: &generator) == 0 {
                    package.bundles[index].providedAPIs = [
                        CatalogAPI(text: "g/v1 K\(Int.random(in: 0..<3, using: &generator))")
                    ]
                }
            }
            return package
        }
    }

    /// What a v1 configuration may ask for of the catalog.
    private static func entry(
        _ packages: [CatalogPackage],
        using generator: inout SeededGenerator
    ) throws -> OperatorCatalog {
        let skips = Int.random(in: 0..<4, using: &generator) == 0
        guard Int.random(in: 0..<5, using: &generator) > 0 else { return try OperatorCatalog(skipDependencies: skips) }
        let wanted = packages.filter { _ in Bool.random(using: &generator) }
        let requests = try (wanted.isEmpty ? [packages[0]] : wanted).map { package in
            let versions = package.bundles.compactMap(\.version).filter { !$0.contains("..") }
            func bounds(_ generator: inout SeededGenerator) -> String {
                let (low, high) = (
                    versions.randomElement(using: &generator) ?? "", versions.randomElement(using: &generator) ?? ""
                )
                return ["", "", "\(low)..", "..\(high)", "\(low)..\(high)", "\(low)..\(low)"].randomElement(
                    using: &generator
                ) ?? ""
            }
            let channels = try package.channels.filter { _ in Bool.random(using: &generator) }.map {
                try OperatorChannel($0.name, bounds(&generator))
            }
            return try OperatorPackage(package.name, bounds(&generator), channels: channels)
        }
        return try OperatorCatalog(
            full: Bool.random(using: &generator),
            skipDependencies: skips,
            packages: requests
        )
    }
}
