// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration

/// The error for a channel that the update service does not know.
struct UnknownChannel: Sendable {
    private static let prefixes = ["stable", "fast", "candidate", "eus"]
    private static let communityChannels = ["4-stable", "4-scos-stable", "4-scos-next"]

    let service: UpdateService
    let scope: ReleaseScope
    /// The place that names the channel.
    let location: SourceLocation?

    /// The existing channels, as far as the service answers.
    private struct Findings {
        var found: [String] = []
        var failure: UpdateServiceError?
    }

    /// Returns the error, with existing channels as suggestions.
    func error(_ channel: String) async throws -> SelectionError {
        let others = ReleaseArchitecture.allCases.filter { $0 != scope.architecture }
        let elsewhere = try await findings(others.map { (channel, $0) }) { $1.rawValue }
        guard elsewhere.found.isEmpty else {
            return error(
                .noReleasesForArchitecture,
                .noReleasesForArchitecture,
                "the channel `\(channel)` has no releases for \(scope)",
                "it has releases for \(enumeration(elsewhere.found)); leave \(scope.architecture.rawValue) out,"
                    + " or name another channel"
            )
        }
        let candidates = Self.candidates(channel, scope.product).map { ($0, scope.architecture) }
        let findings = try await findings(candidates) { name, _ in name }
        return error(
            .unknownChannel,
            .unknownChannel,
            "there is no channel `\(channel)` (\(scope))",
            remedy(channel, findings) + (findings.failure.map { "; \($0.summary)" } ?? "")
        )
    }

    private func error(
        _ lack: SelectionError.Lack,
        _ code: FindingCode,
        _ summary: String,
        _ remedy: String
    ) -> SelectionError {
        SelectionError(
            lack,
            Finding(.error, code, summary, remedy: remedy, at: location)
        )
    }

    private func remedy(_ name: String, _ findings: Findings) -> String {
        guard !findings.found.isEmpty else {
            return "`mirror list releases` shows the versions, `mirror list releases \(OptionName.channels) "
                + "\(OptionName.version) X.Y` channels"
        }
        guard let nearest = nearestName(to: name, among: findings.found) else {
            return "there are \(enumeration(findings.found))"
        }
        let others = findings.found.filter { $0 != nearest }
        return "did you mean `\(nearest)`?" + (others.isEmpty ? "" : " there are also \(enumeration(others))")
    }

    /// Requests each channel, and returns the names of those that have releases.
    private func findings(
        _ asked: [(channel: String, architecture: ReleaseArchitecture)],
        named name: (String, ReleaseArchitecture) -> String
    ) async throws -> Findings {
        var findings = Findings()
        for (channel, architecture) in asked {
            do {
                let answer = try await service.answer(scope.product, channel: channel, architecture)
                if !answer.graph.nodes.isEmpty { findings.found.append(name(channel, architecture)) }
            } catch let error as UpdateServiceError {
                findings.failure = findings.failure ?? error
            }
        }
        return findings
    }

    /// The channels that were probably meant: of another kind, or of minor versions near it.
    private static func candidates(_ name: String, _ product: ReleaseChannelType) -> [String] {
        guard product == .ocp else { return communityChannels.filter { $0 != name } }
        let digits = name.reversed().prefix { $0.isNumber || $0 == "." }.reversed()
        guard let version = MinorVersion(String(digits)) ?? withoutDot(String(digits)) else { return [] }
        let typed = name.dropLast(digits.count).reversed().drop { $0 == "-" }.reversed()
        let prefix = nearestName(to: String(typed), among: prefixes) ?? "stable"
        let minors = [version.minor > 0 ? version.minor - 1 : nil, version.minor + 1].compactMap(\.self)
        let around = minors.compactMap { MinorVersion(major: version.major, minor: $0) }
        let exchanged = UInt64(String("\(version.minor)".reversed())).map {
            MinorVersion(major: version.major, minor: $0)
        }
        let names =
            prefixes.map { ChannelName(prefix: $0, version) }
            + (around + [exchanged ?? nil].compactMap(\.self)).map { ChannelName(prefix: prefix, $0) }
        // For a minor version such as 22, exchanging the digits changes nothing.
        return names.map(\.description).reduce(into: []) { candidates, candidate in
            if candidate != name, !candidates.contains(candidate) { candidates.append(candidate) }
        }
    }

    /// The minor version that a number such as `416` was meant to be.
    private static func withoutDot(_ digits: String) -> MinorVersion? {
        guard digits.count > 1, let major = digits.first else { return nil }
        return MinorVersion("\(major).\(digits.dropFirst())")
    }

    private func enumeration(_ names: [String]) -> String { names.joined(separator: ", ") }
}

extension UpdateService {
    /// Returns the answer for a channel that has releases.
    ///
    /// Throws `FindingsError` for a channel without releases, with others as suggestions.
    func existing(_ channel: String, _ scope: ReleaseScope) async throws -> Answer {
        do {
            return try await known(channel, scope, at: nil)
        } catch let error as SelectionError {
            throw error.problems
        }
    }

    /// Returns the answer for a channel that has releases.
    ///
    /// Throws `SelectionError` at `location`, which says what the service does not have.
    func known(_ channel: String, _ scope: ReleaseScope, at location: SourceLocation?) async throws -> Answer {
        let answer: Answer
        do {
            answer = try await self.answer(scope.product, channel: channel, scope.architecture)
        } catch let error as UpdateServiceError {
            throw error.selectionError(at: location)
        }
        guard answer.graph.nodes.isEmpty, answer.graph.faults.isEmpty else { return answer }
        let unknown = UnknownChannel(service: self, scope: scope, location: location)
        throw try await unknown.error(channel)
    }
}
