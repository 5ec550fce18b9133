// SPDX-License-Identifier: Apache-2.0

import Catalogs
import Diagnostics
import MirrorConfiguration
import Plans
import TestSupport
import Testing

/// What holds for whatever catalog and whatever request, on packages made at random.
struct SelectionPropertyTests {
    private static let seeds = Array(UInt64(1)...400)

    @Test(
        "A filtered package is valid, a part of the source, and stays as it is when it is filtered again",
        arguments: seeds
    )
    func invariants(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let package = CatalogPackage(TestOperator.random("op", using: &generator))
        let request = Self.request(package, using: &generator)
        let selection = try select(package, request)
        guard let kept = selection.kept, let reduced = package.reduced(to: selection) else {
            #expect(!selection.errors.isEmpty, "nothing is left of it for no reason: \(request)")
            return
        }
        #expect(kept.channels.allSatisfy { !$0.entries.isEmpty })
        #expect(kept.channels.map(\.name) == kept.channels.map(\.name).sorted())
        let names = Set(package.channels.flatMap { $0.entries.map(\.name) })
        #expect(kept.entryNames.isSubset(of: names))
        #expect(Set(selection.bundles.map(\.name)) == kept.entryNames)
        let isInOrder = package.channels.allSatisfy { ChannelGraph($0).stranded.isEmpty }
        if isInOrder, !request.contains("bundles") {
            #expect(!selection.codes.contains("error invalid-channel"), "\(request)")
        }
        guard selection.errors.isEmpty else { return }
        #expect(PackageProof(kept, of: package).holds, "\(request)")
        let again = try select(reduced, request)
        #expect(again.kept?.channels == kept.channels, "\(request)")
        #expect(again.bundles == selection.bundles)
        // A channel that was named and left out is unknown the second time.
        #expect(again.errors.allSatisfy { $0.code == "unknown-channel" }, "\(again.errors)")
    }

    @Test("The order of a catalog decides nothing but the order of the bundles", arguments: seeds)
    func order(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let package = CatalogPackage(TestOperator.random("op", using: &generator))
        let request = Self.request(package, using: &generator)
        var shuffled = package
        shuffled.bundles.shuffle(using: &generator)
        shuffled.channels.shuffle(using: &generator)
        for index in shuffled.channels.indices { shuffled.channels[index].entries.shuffle(using: &generator) }
        let (first, second) = (try select(package, request), try select(shuffled, request))
        #expect(first.kept == second.kept, "\(request)")
        #expect(Set(first.bundles) == Set(second.bundles))
        #expect(Set(first.findings.map(\.text)) == Set(second.findings.map(\.text)))
    }

    @Test("The range rule keeps what its plain definition keeps", arguments: seeds)
    func definition(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let package = CatalogPackage(TestOperator.random("op", channels: 1, using: &generator))
        let channel = package.channels[0]
        let bounds = [Int.random(in: 0...9, using: &generator), Int.random(in: 0...9, using: &generator)].sorted()
        let request = "packages: [{name: op, minVersion: '0.\(bounds[0])', maxVersion: '0.\(bounds[1])'}]"
        let lowest = try SemanticVersion("0.\(bounds[0]).0")
        let wanted = try package.bundles.filter { bundle in
            let version = try SemanticVersion(bundle.version ?? "")
            return version >= lowest && version.minor <= bounds[1]
        }
        let expected = Definition(channel, Set(wanted.map(\.name))).kept
        let entries = channel.entries.filter { expected.contains($0.name) }
        let isStranded = !ChannelGraph(CatalogChannel(name: "a", entries: entries)).stranded.isEmpty
        let kept = try select(package, request).kept?.channels.first?.entries ?? []
        // What `opm` would refuse is made whole by newer entries.
        #expect(isStranded ? expected.isSubset(of: kept) : kept == expected.sorted())
    }

    /// What a configuration may ask for of the operator `op`.
    static func request(_ package: CatalogPackage, using generator: inout SeededGenerator) -> String {
        let versions = package.bundles.compactMap(\.version) + ["0.3", "0.5", "0.7", "1"]
        func range(_ generator: inout SeededGenerator) -> String {
            var bounds: [String] = []
            let (low, high) = (versions.randomElement(using: &generator), versions.randomElement(using: &generator))
            if let low, Bool.random(using: &generator) { bounds.append("minVersion: '\(low)'") }
            if let high, Bool.random(using: &generator) { bounds.append("maxVersion: '\(high)'") }
            if let low, bounds.isEmpty { bounds = ["minVersion: '\(low)'", "maxVersion: '\(low)'"] }
            let text = bounds.joined(separator: ", ")
            let isInOrder = (try? operatorCatalog("packages: [{name: op, \(text)}]")) != nil
            return isInOrder ? text : "minVersion: '\(low ?? "")'"
        }
        let channels = package.channels.map(\.name).shuffled(using: &generator).prefix(
            Int.random(in: 1...3, using: &generator)
        )
        let defaultChannel = ", defaultChannel: \(channels.first ?? "")"
        switch Int.random(in: 0..<8, using: &generator) {
        case 0: return ""
        case 1: return "packages: [{name: op}]"
        case 2: return "full: true\n    packages: [{name: op}]"
        case 3: return "packages: [{name: op, \(range(&generator))}]"
        case 4: return "packages: [{name: op, \(range(&generator))\(defaultChannel)}]"
        case 5:
            let list = channels.map { "{name: \($0), \(range(&generator))}" }.joined(separator: ", ")
            return "packages: [{name: op\(defaultChannel), channels: [\(list)]}]"
        case 6:
            let list = channels.map { "{name: \($0)}" }.joined(separator: ", ")
            return "packages: [{name: op\(defaultChannel), \(range(&generator)), channels: [\(list)]}]"
        default:
            let chosen = package.bundles.shuffled(using: &generator).prefix(Int.random(in: 1...4, using: &generator))
            let list = chosen.map { "{name: '\($0.name)'}" }.joined(separator: ", ")
            return "packages: [{name: op, bundles: [\(list)]\(defaultChannel)}]"
        }
    }
}

/// The definition that `RangeRule` implements, word by word, with sets where the real one counts.
private struct Definition {
    private(set) var kept: Set<String> = []

    init(_ channel: CatalogChannel, _ wanted: Set<String>) {
        let entries = Dictionary(uniqueKeysWithValues: channel.entries.map { ($0.name, $0) })
        let targets = Set(channel.entries.flatMap { [$0.replaces].compactMap(\.self) + $0.skips })
        var chain: [ChannelEntry] = []
        var next = channel.entries.first { !targets.contains($0.name) }
        while let entry = next {
            chain.append(entry)
            next = entry.replaces.flatMap { entries[$0] }
        }
        func found(from index: Int) -> Set<String> {
            guard index < chain.count else { return [] }
            let own = Set(
                ([chain[index].name] + chain[index].skips).filter { entries[$0] != nil && wanted.contains($0) }
            )
            return own.union(found(from: index + 1))
        }
        let counts = chain.indices.map { found(from: $0).count }
        guard let most = counts.max(), most > 0, let head = counts.lastIndex(of: most) else { return }
        let tail = counts.firstIndex(of: 0) ?? chain.count
        for entry in chain[head..<tail] {
            kept.insert(entry.name)
            kept.formUnion(entry.skips.filter { entries[$0] != nil && wanted.contains($0) })
        }
    }
}
