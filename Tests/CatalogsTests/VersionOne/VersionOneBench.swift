// SPDX-License-Identifier: Apache-2.0

import Catalogs
import Diagnostics
import Foundation
import OCI
import Plans
import Resolution
import TestSupport

@testable import MirrorConfiguration

/// Selects from packages by the rules of oc-mirror v1.
struct VersionOneBench: Sendable {
    let packages: [CatalogPackage]
    var earlier = EarlierHeads()

    init(_ packages: [CatalogPackage], earlier: [EarlierHeads.Package] = []) {
        self.packages = packages
        self.earlier = EarlierHeads(["quay.io/operators/index:v1": earlier])
    }

    func select(_ entry: OperatorCatalog, allowsMissing: Bool = false) async throws -> [String: PackageSelection] {
        let filter = PackageFilter(
            catalog: "index:v1",
            full: entry.full,
            path: "isc.yaml",
            at: "isc.yaml:5:14",
            allowsMissing: allowsMissing,
            rules: .versionOne(.alpha2)
        )
        let known = Dictionary(uniqueKeysWithValues: packages.map { ($0.name, $0) })
        let selector = VersionOneSelector(entry, filter, earlier: earlier, packageNames: packages.map(\.name)) {
            known[$0]
        }
        guard !entry.packages.isEmpty else { return try await selector.select(packages.map { ($0, nil) }) }
        return try await selector.select(
            entry.packages.compactMap { request in known[request.name].map { ($0, request) } }
        )
    }

    /// What is kept: a line for each channel, and one for each default channel that is not the catalog's; if there are
    /// errors, only their codes.
    func text(_ entry: OperatorCatalog) async throws -> [String] {
        let selections = try await select(entry)
        let errors = selections.values.flatMap(\.errors).map { "\($0.code)" }
        return errors.isEmpty ? Self.text(selections) : errors.sorted()
    }

    static func text(_ selections: [String: PackageSelection]) -> [String] {
        selections.sorted { $0.key < $1.key }.flatMap { name, selection in
            selection.text.map { line in "\(name) \(line.replacing("\(name).v", with: ""))" }
        }
    }
}

extension OperatorCatalog {
    /// An entry of a v1 configuration.
    init(
        full: Bool = false,
        skipDependencies: Bool = false,
        _ text: String = "quay.io/operators/index:v1",
        targetCatalog: String? = nil,
        targetTag: String? = nil,
        packages: [OperatorPackage] = []
    ) throws {
        self.init(
            source: try ImageSource(text),
            text: text,
            full: full,
            targetCatalog: try targetCatalog.map { try RepositoryName($0) },
            targetTag: try targetTag.map { try Tag($0) },
            targetCatalogSourceTemplate: nil,
            skipDependencies: skipDependencies,
            platforms: [],
            packages: packages,
            location: "isc.yaml:5:14"
        )
    }
}

/// Versions of a request, as they are written: `1.0.0..1.2.0`, `1.0.0..`, `..1.2.0`, or `@op.v1.0.0`.
private struct WrittenBounds {
    var minimum: Located<VersionBound>?
    var maximum: Located<VersionBound>?
    var bundle: Located<String>?

    init(_ text: String) throws {
        func located(_ part: Substring) throws -> Located<VersionBound>? {
            part.isEmpty ? nil : Located(try VersionBound(String(part)), at: "isc.yaml:9:9")
        }
        var rest = text[...]
        if let mark = rest.firstIndex(of: "@") {
            bundle = Located(String(rest[rest.index(after: mark)...]), at: "isc.yaml:8:8")
            rest = rest[..<mark]
        }
        // Versions have dashes too, so the range has two dots.
        guard let dots = rest.range(of: "..") else { return }
        minimum = try located(rest[..<dots.lowerBound])
        maximum = try located(rest[dots.upperBound...])
    }
}

extension OperatorPackage {
    /// A package with its bounds, such as `1.0.0..`, `..2.0.0`, or `@op.v1.0.0` for the name of a bundle.
    init(_ name: String, _ bounds: String = "", default: String? = nil, channels: [OperatorChannel] = []) throws {
        let bounds = try WrittenBounds(bounds)
        self.init(
            name: name,
            defaultChannel: `default`.map { Located($0, at: "isc.yaml:7:7") },
            minVersion: bounds.minimum,
            maxVersion: bounds.maximum,
            channels: channels,
            minBundle: bounds.bundle,
            bundles: [],
            location: "isc.yaml:6:6"
        )
    }
}

extension OperatorChannel {
    init(_ name: String, _ bounds: String = "") throws {
        let bounds = try WrittenBounds(bounds)
        self.init(
            name: name,
            minVersion: bounds.minimum,
            maxVersion: bounds.maximum,
            minBundle: bounds.bundle,
            location: "isc.yaml:10:10"
        )
    }
}
