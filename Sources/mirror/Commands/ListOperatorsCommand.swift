// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Registry
import Releases
import Runs
import Views

/// `mirror list operators`: lists catalogs, or the contents of one.
struct ListOperatorsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "operators",
        abstract: "List catalogs, or the operators of one, or an operator's channels, or a channel's versions.",
        discussion: Examples.discussion(
            "",
            "mirror list operators --version 4.18",
            "mirror list operators --catalog oci://catalog --package cluster-logging"
        )
    )

    @Option(
        help: ArgumentHelp("List the operators of this catalog: a reference, or oci://directory.", valueName: "catalog")
    )
    var catalog: String?

    @Option(
        name: .customLong("package"),
        help: ArgumentHelp("List the channels of this operator, and how its versions update.", valueName: "package")
    )
    var packageName: String?

    @Option(help: ArgumentHelp("List the versions of this channel of the operator.", valueName: "operator-channel"))
    var channel: String?

    @Option(help: ArgumentHelp("List only catalogs for this version of OpenShift, such as 4.18.", valueName: "version"))
    var version: String?

    @OptionGroup(title: "Cache") var cache: CacheOptions
    @OptionGroup(title: "Registries") var registries: SourceOptions
    @OptionGroup(title: "Output") var output: OutputOptions

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
        let environment = ProcessInfo.processInfo.environment
        let client = try registries.client(environment: environment)
        guard let catalog else { return try await listCatalogs(client) }
        let lookup = OperatorLookup(client: client, cache: try cache.place(environment)) {
            Console.standard.tell($0.remark)
        }
        switch try await lookup.find(in: catalog, package: packageName, channel: channel) {
        case .all(let packages): try output.show(OperatorListView(packages: packages.map(ListedOperator.init)))
        case .package(let package): try output.show(OperatorView(package: package))
        case .channel(let channel, let package):
            try output.show(OperatorChannelView(package: package, channel: channel))
        }
    }

    private func listCatalogs(_ client: RegistryClient) async throws {
        let list = try await PublishedCatalogs(client: client).list(version.flatMap { MinorVersion($0) })
        for missing in list.unreadable { Console.standard.note("warning: \(missing)\n") }
        try output.show(CatalogListView(catalogs: list.catalogs))
    }
}
