// SPDX-License-Identifier: Apache-2.0

import Diagnostics
package import MirrorConfiguration
package import Plans

/// Looks up what update services know, without a configuration.
package struct UpdateQuery: Sendable {
    let service: UpdateService
    let scope: ReleaseScope

    package init(service: UpdateService, architecture: ReleaseArchitecture) {
        self.service = service
        scope = ReleaseScope(product: .ocp, architecture: architecture)
    }

    /// Returns what a channel has; one that does not exist is an error that names those that do.
    package func graph(of channel: String) async throws -> UpdateGraph {
        try await service.existing(channel, scope).graph
    }

    /// Returns the way from one release to another, in a channel or else in the stable channels of all minors between.
    ///
    /// Throws `DiagnosticsError` where a release does not exist or no way leads from one to the other.
    package func path(
        from first: SemanticVersion,
        to last: SemanticVersion,
        channel: String?
    ) async throws -> UpgradePath {
        let answers = try await answers(from: first, to: last, channel)
        let channels = answers.map(\.record.channel).joined(separator: ", ")
        let map = UpdateMap(answers.map { ($0.record.channel, $0.graph) })
        let unknown = [first, last].filter { map[$0] == nil }
        guard unknown.isEmpty else {
            throw DiagnosticsError(
                unknown.map { version in
                    error(
                        "unknown-version",
                        "there is no \(version) (\(scope)) in \(channels)",
                        nearestVersions(to: version, among: map.versions) + ", of the channels that were looked at"
                    )
                }
            )
        }
        guard let steps = map.path(from: first, to: last) else {
            throw DiagnosticsError([
                error(
                    "upgrade-path-unknown",
                    "no update leads from \(first) to \(last) (\(scope)) in \(channels)",
                    "other releases, or another channel by --channel, may have one"
                )
            ])
        }
        return UpgradePath(
            product: scope.product.rawValue,
            architecture: scope.architecture.rawValue,
            from: first.description,
            to: last.description,
            hops: steps.map { UpgradeHop(version: $0.to.description, channel: $0.channel, risks: $0.risks) }
        )
    }

    private func answers(
        from first: SemanticVersion,
        to last: SemanticVersion,
        _ channel: String?
    ) async throws -> [UpdateService.Answer] {
        if let channel { return [try await service.existing(channel, scope)] }
        guard first <= last, let from = MinorVersion(first), let to = MinorVersion(last) else {
            throw DiagnosticsError([
                error("empty-range", "no update leads down, from \(first) to \(last)", "exchange the two")
            ])
        }
        let answers = try await service.answers("stable", from: from, to: to, includesEnds: true, scope)
        let known = answers.filter { !$0.graph.nodes.isEmpty }
        if known.isEmpty { return [try await service.existing("stable-\(to)", scope)] }
        return known
    }

    private func error(_ code: String, _ summary: String, _ remedy: String) -> Diagnostic {
        Diagnostic(.error, code: code, summary: summary, remedy: remedy)
    }
}
