// SPDX-License-Identifier: Apache-2.0

import MirrorConfiguration
import Releases
import Runs

/// Asks registries and update services for releases.
struct ReleaseQuestion {
    let context: ToolContext

    /// Returns what a command line lists; throws if a server does not answer, or does not know the channel.
    func answer(to listing: ReleaseListing) async throws -> Answer {
        let answer: ReleaseAnswer =
            switch listing {
            case .minorVersions:
                .minorVersions(MinorVersion.named(in: try await ReleaseLookup.tags(context.clients().source)))
            case .channels(let version, let architectures):
                .channels(try await releases(of: "stable-\(version)", architectures).channelNames, of: version)
            case .stable(let version, let architectures):
                .releases(try await releases(of: "stable-\(version)", architectures))
            case .channel(let name, let architectures): .releases(try await releases(of: name, architectures))
            }
        return Answer(answer.text)
    }

    private func releases(of channel: String, _ architectures: [ReleaseArchitecture]) async throws -> [ListedRelease] {
        let service = UpdateService(
            downloader: try context.downloader(),
            endpoints: try UpdateEndpoints(environment: context.environment),
            cache: try await context.cache().open()
        )
        let queries = architectures.map { UpdateQuery(service: service, product: .ocp, architecture: $0) }
        return try await ReleaseLookup.releases(of: channel, queries)
    }
}
