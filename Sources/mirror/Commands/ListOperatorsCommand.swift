// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Cache
import Catalogs
import Diagnostics
import Foundation
import ImageAccess
import OCI
import Registry
import Releases
import Reviews
import Runs

/// `mirror list operators`: which catalogs there are, and what is in one.
struct ListOperatorsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "operators",
        abstract: "List catalogs, or the operators of one, or an operator's channels, or a channel's versions."
    )

    @Option(help: "List the operators of this catalog: a reference, or oci://directory.")
    var catalog: String?

    @Option(name: .customLong("package"), help: "List the channels of this operator, and how its versions update.")
    var packageName: String?

    @Option(help: "List the versions of this channel of the operator.")
    var channel: String?

    @Option(help: "List only catalogs for this version of OpenShift, such as 4.18.")
    var version: String?

    @OptionGroup var cache: CacheOptions
    @OptionGroup var registries: SourceOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if packageName != nil, catalog == nil { throw ValidationError("--package needs --catalog.") }
        if channel != nil, packageName == nil { throw ValidationError("--channel needs --package.") }
        if version != nil, catalog != nil { throw ValidationError("--version and --catalog exclude each other.") }
        if let version, MinorVersion(version) == nil {
            throw ValidationError("--version \(version): expected two numbers as in 4.18.")
        }
    }

    func run() async throws {
        try await reporting { try await interruptible { try await list() } }
    }

    private func list() async throws {
        let console = Console.standard
        let style = output.style(isTerminal: console.outputIsTerminal)
        let environment = ProcessInfo.processInfo.environment
        let client = try registries.client(environment: environment)
        guard let catalog else {
            let list = try await PublishedCatalogs(client: client).list(version.flatMap { MinorVersion($0) })
            for missing in list.unreadable { console.note("warning: \(missing)\n") }
            let view = CatalogListView(catalogs: list.catalogs)
            return console.write(output.json ? try view.json() : view.table(style, console.outputIsTerminal).text)
        }
        let opened = try await open(
            catalog,
            ImageLibrary(client: client),
            try await cache.cache(environment: environment)
        )
        console.write(try await text(of: opened, catalog, style, console.outputIsTerminal))
    }

    private func open(_ text: String, _ library: ImageLibrary, _ cache: DiskCache) async throws -> Catalog {
        let pinned = try await CatalogLocator(library: library).pin(try ImageSource(text))
        let image = try await CatalogImage.open(pinned.digest, at: pinned.place, platforms: [], name: text)
        return try await CatalogReader(watchedBy: .standard, cache: cache).read(image, expecting: [])
    }

    private func text(
        of opened: Catalog,
        _ catalog: String,
        _ style: TextStyle,
        _ isTerminal: Bool
    ) async throws -> String {
        guard let packageName else {
            let packages = try await readable(opened)
            let view = OperatorListView(packages: packages.map(ListedOperator.init))
            return output.json ? try view.json() : view.table(style, isTerminal).text
        }
        guard let package = try await opened.package(packageName) else {
            throw CommandError(unknown("package", packageName, of: catalog, among: opened.packageNames))
        }
        guard let channel else {
            let view = OperatorView(package: package)
            return output.json ? try view.json() : view.text(style, isTerminal)
        }
        guard let found = package.channels.first(where: { $0.name == channel }) else {
            throw CommandError(unknown("channel", channel, of: packageName, among: package.channels.map(\.name)))
        }
        let view = OperatorChannelView(package: package, channel: found)
        return output.json ? try view.json() : view.table(style, isTerminal).text
    }

    /// The packages that say what they are; the others are named on standard error and hide none of these.
    private func readable(_ catalog: Catalog) async throws -> [CatalogPackage] {
        var packages: [CatalogPackage] = []
        for name in catalog.packageNames {
            do {
                if let package = try await catalog.package(name) { packages.append(package) }
            } catch let error as CatalogError {
                Console.standard.note("\(error)\n")
            }
        }
        return packages
    }

    private func unknown(_ kind: String, _ name: String, of whole: String, among names: [String]) -> String {
        let nearest = nearestName(to: name, among: names)
        let advice = nearest.map { "did you mean `\($0)`?" } ?? "it has: \(names.prefix(20).joined(separator: ", "))"
        return "\(whole) has no \(kind) `\(name)`; \(advice)"
    }
}
