// SPDX-License-Identifier: Apache-2.0

/// What a configuration asks for of releases.
package struct RecordedPlatform: Sendable, Hashable {
    package let mirrorsGraph: Bool
    package let channels: [ReleaseChannel]
    package let architectures: [String]

    package init(mirrorsGraph: Bool = false, channels: [ReleaseChannel] = [], architectures: [String] = []) {
        self.mirrorsGraph = mirrorsGraph
        self.channels = channels
        self.architectures = architectures
    }

    /// A release channel; a bound that is not given is empty.
    package struct ReleaseChannel: Sendable, Hashable {
        package let name: String
        /// `ocp` or `okd`.
        package let type: String
        package let minVersion: String
        package let maxVersion: String
        package let usesShortestPath: Bool
        package let isFull: Bool

        package init(
            name: String,
            type: String = "ocp",
            minVersion: String = "",
            maxVersion: String = "",
            usesShortestPath: Bool = false,
            isFull: Bool = false
        ) {
            self.name = name
            self.type = type
            self.minVersion = minVersion
            self.maxVersion = maxVersion
            self.usesShortestPath = usesShortestPath
            self.isFull = isFull
        }
    }
}
