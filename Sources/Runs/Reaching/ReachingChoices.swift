// SPDX-License-Identifier: Apache-2.0

package import Logging

/// How a run reaches registries and other servers, as options say it.
package struct ReachingChoices: Sendable, Equatable {
    /// The file with credentials, if one is named.
    package var authFile: String?
    /// The registries.conf, if one is named.
    package var registriesConfiguration: String?
    /// Whether certificates of sources are verified; without that, plain HTTP is accepted, too.
    package var sourceVerifiesTLS = true
    /// Whether certificates of the target are verified; without that, plain HTTP is accepted, too.
    package var destinationVerifiesTLS = true
    /// The most requests that a host gets in a second, if the user gave a ceiling.
    package var maxRequestsPerSecond: Int?
    /// The most bytes that move in a second in either direction, if the user gave a ceiling.
    package var maxBytesPerSecond: Int64?
    /// How much the clients log.
    package var logLevel = Logger.Level.warning

    package init() {}
}
