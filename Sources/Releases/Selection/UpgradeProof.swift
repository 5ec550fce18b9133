// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import Plans

/// Finds the path of a cluster from the lowest release of a selection to the highest, and its gaps.
struct UpgradeProof: Sendable {
    let service: UpdateService
    /// Whether missing releases of the path are added.
    let completes: Bool

    /// Returns the path, or `nil` if there are fewer than two releases; its problems become warnings.
    func prove(_ draft: inout ReleaseDraft) async throws -> UpgradePath? {
        let selected = draft.versions
        guard let first = selected.first, let last = selected.last, first != last, let read = draft.channel(of: last)
        else { return nil }
        let (map, steps) = try await way(from: first, to: last, &draft)
        let scope = draft.scope
        func path(through hops: [UpgradeHop]) -> UpgradePath {
            UpgradePath(
                product: scope.product.rawValue,
                architecture: scope.architecture.rawValue,
                from: first.description,
                to: last.description,
                hops: hops
            )
        }
        guard let steps else {
            warnOfUnknownWay(first, last, at: read.channel.location, &draft)
            return path(through: [])
        }
        let missing = steps.filter { !selected.contains($0.to) }
        if completes {
            for node in missing.compactMap({ map[$0.to] }) {
                draft.add(node, onWay: "\(first) → \(last)", for: read)
            }
        } else if !missing.isEmpty {
            warnOfMissing(missing, first, last, at: read.channel.location, &draft)
        }
        draft.warnOfRisks(steps, at: read.channel.location)
        let hops = steps.map { step in
            UpgradeHop(
                version: step.to.description,
                channel: step.channel,
                isSelected: completes || selected.contains(step.to),
                risks: step.risks
            )
        }
        return path(through: hops)
    }

    /// Searches the graphs that were read first, then requests the minor versions between as far as needed.
    private func way(
        from first: SemanticVersion,
        to last: SemanticVersion,
        _ draft: inout ReleaseDraft
    ) async throws -> (UpdateMap, [UpdateMap.Step]?) {
        let selection = Set(draft.versions)
        func look() -> (UpdateMap, [UpdateMap.Step]?) {
            let map = UpdateMap(draft.answers.map { ($0.record.channel, $0.graph) })
            return (map, map.path(from: first, to: last, selection: selection))
        }
        var found = look()
        guard draft.scope.product == .ocp, let lowest = MinorVersion(first), let highest = MinorVersion(last) else {
            return found
        }
        for prefix in prefixes(draft.answers) where found.1 == nil {
            do {
                let answers = try await service.answers(
                    prefix,
                    from: lowest,
                    to: highest,
                    includesEnds: true,
                    draft.scope
                )
                for answer in answers { draft.add(answer) }
            } catch let error as UpdateServiceError {
                throw error.selectionError(at: draft.channel(of: last)?.channel.location)
            }
            found = look()
        }
        return found
    }

    /// The kinds of channels that may know more: those that were read, the highest minor version's first, then
    /// `stable`.
    private func prefixes(_ answers: [UpdateService.Answer]) -> [String] {
        let names = answers.compactMap { ChannelName($0.record.channel) }
        let sorted = names.sorted { ($1.version, $0.prefix) < ($0.version, $1.prefix) }.map(\.prefix)
        return (sorted + ["stable"]).reduce(into: []) { known, prefix in
            if !known.contains(prefix) { known.append(prefix) }
        }
    }

    private func warnOfUnknownWay(
        _ first: SemanticVersion,
        _ last: SemanticVersion,
        at location: SourceLocation,
        _ draft: inout ReleaseDraft
    ) {
        draft.warn(
            .upgradePathUnknown,
            "no update path is known from \(first) to \(last) (\(draft.scope))",
            remedy: "`mirror list updates \(OptionName.from) \(first) \(OptionName.to) \(last)` searches the "
                + "channels in between;"
                + " choose releases that are connected by updates",
            at: location
        )
    }

    private func warnOfMissing(
        _ missing: [UpdateMap.Step],
        _ first: SemanticVersion,
        _ last: SemanticVersion,
        at location: SourceLocation,
        _ draft: inout ReleaseDraft
    ) {
        let list = missing.map { "\($0.to) (\($0.channel))" }.joined(separator: ", ")
        draft.warn(
            .upgradePathIncomplete,
            "a cluster gets from \(first) to \(last) (\(draft.scope)) only through \(list), not selected here",
            remedy: "add \(missing.map(\.to.description).joined(separator: ", ")) to the channels;"
                + " \(OptionName.completePaths) adds what is missing",
            at: location
        )
    }
}
