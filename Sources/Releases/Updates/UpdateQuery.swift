// SPDX-License-Identifier: Apache-2.0

import Diagnostics
package import MirrorConfiguration
import Plans

/// Queries the update services, without a configuration.
package struct UpdateQuery: Sendable {
    private let service: UpdateService
    private let scope: ReleaseScope

    package init(service: UpdateService, product: ReleaseChannelType, architecture: ReleaseArchitecture) {
        self.service = service
        scope = ReleaseScope(product: product, architecture: architecture)
    }

    package var architecture: ReleaseArchitecture { scope.architecture }

    /// Returns the graph of a channel; an unknown one is an error that names existing ones.
    package func graph(of channel: String) async throws -> UpdateGraph {
        try await service.existing(channel, scope).graph
    }

    /// Returns the path from one release to another, in the given channels, or else in the stable ones of all minor
    /// versions between.
    ///
    /// Throws `FindingsError` if a release does not exist or no path leads from one to the other.
    package func steps(
        from first: SemanticVersion,
        to last: SemanticVersion,
        channels: [String]
    ) async throws -> [UpdateMap.Step] {
        var answers: [UpdateService.Answer] = []
        for channel in channels { answers.append(try await service.existing(channel, scope)) }
        if channels.isEmpty { answers = try await stableAnswers(from: first, to: last) }
        let names = answers.map(\.record.channel).joined(separator: ", ")
        let map = UpdateMap(answers.map { ($0.record.channel, $0.graph) })
        let unknown = [first, last].filter { map[$0] == nil }.map { version in
            error(
                .unknownVersion,
                "there is no \(version) (\(scope)) in \(names)",
                "\(nearestVersions(to: version, among: map.versions)); \(OptionName.channel) searches other channels"
            )
        }
        guard unknown.isEmpty else { throw FindingsError(unknown) }
        if let steps = map.path(from: first, to: last) { return steps }
        throw FindingsError([
            error(
                .upgradePathUnknown,
                "no update leads from \(first) to \(last) (\(scope)) in \(names)",
                "other channels may have one: name them with \(OptionName.channel), such as fast-X.Y or eus-X.Y"
            )
        ])
    }

    /// Returns the answers for the stable channels of all minor versions on the path.
    ///
    /// A channel also has releases of the minor version before its own, so these channels connect.
    private func stableAnswers(
        from first: SemanticVersion,
        to last: SemanticVersion
    ) async throws -> [UpdateService.Answer] {
        guard let from = MinorVersion(first), let to = MinorVersion(last) else {
            throw FindingsError([
                error(.unknownVersion, "there is nothing between \(first) and \(last)", "check the two versions")
            ])
        }
        let answers: [UpdateService.Answer]
        do {
            answers = try await service.answers("stable", from: from, to: to, includesEnds: true, scope)
        } catch let error as UpdateServiceError {
            throw FindingsError([error.finding(at: nil)])
        }
        let known = answers.filter { !$0.graph.nodes.isEmpty }
        return known.isEmpty ? [try await service.existing("stable-\(to)", scope)] : known
    }

    private func error(_ code: FindingCode, _ summary: String, _ remedy: String) -> Finding {
        Finding(.error, code, summary, remedy: remedy)
    }
}
