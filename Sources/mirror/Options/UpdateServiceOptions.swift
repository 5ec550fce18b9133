// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import MirrorConfiguration
import Releases
import Runs

/// The options of list commands for an update service.
struct UpdateServiceOptions: ParsableArguments {
    @Option(
        name: [.customLong("arch"), .customLong("filter-by-archs")],
        help: ArgumentHelp(
            "The processors, with commas between them: amd64, arm64, ppc64le, s390x, multi.",
            valueName: "processors"
        ),
        completion: .list(ReleaseArchitecture.allCases.map(\.rawValue))
    )
    var architectureNames = "amd64"

    @Flag(help: "Ask about OKD instead of OpenShift.")
    var okd = false

    var product: ReleaseChannelType { okd ? .okd : .ocp }

    /// The processors in the given order, each once.
    var architectures: [ReleaseArchitecture] {
        get throws {
            var found: [ReleaseArchitecture] = []
            for name in architectureNames.split(separator: ",").map(String.init) {
                guard let architecture = ReleaseArchitecture(rawValue: name) else {
                    let names = ReleaseArchitecture.allCases.map(\.rawValue).joined(separator: ", ")
                    throw ValidationError("--arch \(name): there are no releases for it, only for \(names).")
                }
                if !found.contains(architecture) { found.append(architecture) }
            }
            guard !found.isEmpty else { throw ValidationError("--arch names no processor.") }
            return found
        }
    }

    func validate() throws { _ = try architectures }

    /// Returns a query for each processor, all with one client.
    func queries(
        _ registries: SourceOptions,
        _ cache: CacheOptions,
        environment: [String: String]
    ) async throws -> [UpdateQuery] {
        let service = UpdateService(
            downloader: try registries.downloader(environment: environment),
            endpoints: try UpdateEndpoints(environment: environment),
            cache: try await cache.place(environment).open()
        )
        return try architectures.map { UpdateQuery(service: service, product: product, architecture: $0) }
    }
}
