// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import Downloads
package import MirrorConfiguration
import Plans

/// An error that an update service's answer for a channel is not available.
package struct UpdateServiceError: ExplainedError, Sendable, Equatable {
    package let channel: String
    package let architecture: ReleaseArchitecture
    /// The problem on one line, with the URL or the path.
    package let found: String
    package let remedy: String?

    init(_ channel: String, _ architecture: ReleaseArchitecture, found: String, remedy: String? = nil) {
        self.channel = channel
        self.architecture = architecture
        self.found = found
        self.remedy = remedy
    }

    /// The problem and its channel, without the remedy.
    package var summary: String { "the channel `\(channel)` (\(architecture.rawValue)) cannot be read: \(found)" }

    package var explanation: Explanation { Explanation(summary, remedy: remedy) }
}

extension UpdateServiceError {
    /// Makes the error that there was no answer.
    init(_ channel: String, _ architecture: ReleaseArchitecture, _ error: DownloadError) {
        self.init(channel, architecture, found: "GET \(error.url): \(error.found)", remedy: error.remedy)
    }

    /// Makes the error that this machine does not have an answer that a plan names.
    static func notCached(_ record: GraphRecord, _ architecture: ReleaseArchitecture, path: String) -> Self {
        Self(
            record.channel,
            architecture,
            found: "the plan was made from the answer \(record.digest) of \(record.url), but \(path) does not have it",
            remedy: "copy that file from the cache of the machine that made the plan, or name its cache by "
                + "\(OptionName.cacheDir)"
        )
    }

    /// Makes the error that a plan, or an archive, has no answer for the channel.
    static func notRecorded(
        _ channel: String,
        _ architecture: ReleaseArchitecture,
        _ pinned: [GraphRecord],
        archive: String?
    ) -> Self {
        let known = Set(pinned.map { "\($0.channel) (\($0.architecture))" }).sorted()
        if let archive {
            return Self(
                channel,
                architecture,
                found: "the archive in \(archive) has no graph of it; "
                    + (known.isEmpty ? "it has none at all" : "it has \(known.joined(separator: ", "))"),
                remedy:
                    "name one of these, or make an archive on the connected side whose configuration has the channel"
            )
        }
        let list = known.isEmpty ? "it records none" : "it records \(known.joined(separator: ", "))"
        return Self(
            channel,
            architecture,
            found: "the given plan records no answer for it; \(list)",
            remedy: "make a new plan on a machine that reaches the update service"
        )
    }
}
