// SPDX-License-Identifier: Apache-2.0

/// How registries and the cache are reached, and how much is told.
package struct ReachingOptions: Sendable, Equatable {
    /// How much is told.
    package enum LogLevel: String, Sendable, Hashable, CaseIterable {
        case error, warning, info, debug, trace
    }

    /// The file with credentials, if one is named.
    package var authFile: String?
    /// The registries.conf, if one is named.
    package var registriesConfiguration: String?
    package var sourceVerifiesTLS = true
    package var destinationVerifiesTLS = true
    /// The folder of the cache, if one is named.
    package var cacheFolder: String?
    package var logLevel: LogLevel?
    /// The number of transfers at a time, if a flag says something about it.
    package var parallelism: Int?

    package init() {}
}
