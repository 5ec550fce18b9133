// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import MirrorConfiguration
import Releases

/// How the update service is reached by the commands that only look.
struct UpdateServiceOptions: ParsableArguments {
    @OptionGroup var cache: CacheOptions
    @OptionGroup var registries: RegistryOptions

    /// Returns a client of the services that the environment names.
    func service(environment: [String: String]) throws -> UpdateService {
        UpdateService(
            downloader: try registries.downloader(
                environment: environment,
                over: registries.transport(environment: environment)
            ),
            endpoints: try UpdateEndpoints(environment: environment),
            cache: try cache.cache(environment: environment)
        )
    }
}

extension ReleaseArchitecture {
    /// Reads a list such as `amd64,arm64`.
    static func list(_ text: String) throws -> [ReleaseArchitecture] {
        var architectures: [ReleaseArchitecture] = []
        for name in text.split(separator: ",", omittingEmptySubsequences: false) {
            guard let architecture = ReleaseArchitecture(rawValue: String(name)) else {
                let names = allCases.map(\.rawValue).joined(separator: ", ")
                throw ValidationError("There are no releases for `\(name)`; there are some for \(names).")
            }
            if !architectures.contains(architecture) { architectures.append(architecture) }
        }
        return architectures
    }
}
