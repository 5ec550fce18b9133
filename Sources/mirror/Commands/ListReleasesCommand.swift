// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import MirrorConfiguration
import OCI
import Registry
import Releases

/// `mirror list releases`: shows the versions of OpenShift, the channels of one, or the releases of a channel.
struct ListReleasesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "releases",
        abstract: "List OpenShift's versions, or with options the channels of one, or the releases of a channel."
    )

    /// Where the payloads of all releases are tagged.
    private static let repository = "quay.io/openshift-release-dev/ocp-release"

    @Option(help: "The channel whose releases are listed, such as stable-4.16.")
    var channel: String?

    @Option(help: "The same for the channel stable-X.Y of a version X.Y.")
    var version: String?

    @Flag(help: "List the channels that have releases of --version instead.")
    var channels = false

    @Option(
        name: [.customLong("arch"), .customLong("filter-by-archs")],
        help: "The processors, with commas between: amd64, arm64, ppc64le, s390x or multi. Else amd64."
    )
    var architectures: String?

    @OptionGroup var updates: UpdateServiceOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard channel == nil || version == nil else {
            throw ValidationError("--channel and --version exclude each other.")
        }
        guard !channels || version != nil else { throw ValidationError("--channels needs --version X.Y.") }
        if let version, MinorVersion(version) == nil {
            throw ValidationError("--version is two numbers such as 4.16; `\(version)` is not.")
        }
        if let architectures {
            _ = try ReleaseArchitecture.list(architectures)
            guard channel != nil || version != nil else {
                throw ValidationError("--arch needs --channel or --version.")
            }
        }
    }

    func run() async throws {
        try await reporting {
            let environment = ProcessInfo.processInfo.environment
            let console = Console.standard
            let view = ReleaseListView(
                list: try await list(environment),
                isTable: console.outputIsTerminal,
                style: output.style(isTerminal: console.outputIsTerminal)
            )
            console.write(output.json ? try view.json() : view.text)
        }
    }

    private func list(_ environment: [String: String]) async throws -> ReleaseList {
        guard let name = channel ?? version.map({ "stable-\($0)" }) else {
            let client = try updates.registries.clients(environment: environment).source
            let tags = try await client.tags(try ImageReference(Self.repository).repository)
            return .versions(MinorVersion.named(in: tags))
        }
        let service = try updates.service(environment: environment)
        var found: [ReleaseList.Channel] = []
        for architecture in try ReleaseArchitecture.list(architectures ?? ReleaseArchitecture.amd64.rawValue) {
            let graph = try await UpdateQuery(service: service, architecture: architecture).graph(of: name)
            found.append(ReleaseList.Channel(name: name, architecture: architecture, nodes: graph.nodes))
        }
        return channels ? .channels(found.flatMap(\.nodes).flatMap(\.channels)) : .releases(found)
    }
}
