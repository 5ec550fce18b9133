// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import OCI
import Plans
import Resolution

/// Finds the releases of channels without an update graph: by their bounds, among those at the target.
struct HeldReleaseBounds {
    let selector: ReleaseSelector
    let held: HeldReleases
    let purpose: HeldPurpose

    /// Returns the releases between the bounds of each channel.
    ///
    /// Deleting needs both bounds, because only the graph knows the head of a channel and the releases on a path.
    func releases(
        of section: PlatformSection,
        because error: FindingsError,
        _ contribution: inout Contribution
    ) throws(FindingsError) -> [HeldReleaseResolver.Meant] {
        var meant: [HeldReleaseResolver.Meant] = []
        for (index, channel) in section.channels.enumerated() {
            guard let bounds = bounds(of: channel) else { throw unknown(channel, error) }
            let finding = Finding(
                purpose == .deleting ? .warning : .note,
                .graphUnknown,
                """
                the update graph of `\(channel.name)` is not available, so every release at the target from \
                \(bounds.lowerBound) to \(bounds.upperBound) counts: \(error.findings.first?.summary ?? "")
                """,
                at: channel.location.place(in: selector.path)
            )
            switch purpose {
            case .deleting: contribution.findings.append(finding)
            case .keeping: contribution.caveats.append(finding)
            }
            let scopes = ReleaseSelector.scopes(of: section).filter { $0.product == channel.type }
            for release in held.releases {
                guard let payload = release.payload, bounds.contains(payload.version),
                    scopes.contains(where: { $0.architecture.rawValue == payload.architecture }),
                    payload.version.isCommunity == (channel.type == .okd)
                else { continue }
                let reference = ImageReference(
                    repository: release.destination.repository,
                    tag: release.destination.tag,
                    digest: release.digest
                )
                let wish = WantedRelease(
                    payload: reference,
                    requestedBy: ["\(selector.section).channels[\(index)] (\(channel.name))"],
                    at: channel.location.place(in: selector.path)
                )
                meant.append(.init(release: release, wish: wish))
            }
        }
        return meant
    }

    private func bounds(of channel: ReleaseChannel) -> ClosedRange<SemanticVersion>? {
        if purpose == .deleting {
            guard !channel.shortestPath, let minimum = channel.minVersion?.value,
                let maximum = channel.maxVersion?.value
            else { return nil }
            return minimum...max(minimum, maximum)
        }
        // A channel has the releases of its minor version, and earlier ones that lead to it.
        let minor = ChannelName(channel.name)?.version
        guard let lowest = try? SemanticVersion(minor.map { "\($0).0-0" } ?? "0.0.0-0"),
            let highest = try? SemanticVersion(minor.map { "\($0.major).\($0.minor + 1).0-0" } ?? "999999.0.0")
        else { return nil }
        let minimum = channel.minVersion?.value ?? lowest
        return minimum...max(minimum, channel.maxVersion?.value ?? highest)
    }

    private func unknown(_ channel: ReleaseChannel, _ error: FindingsError) -> FindingsError {
        let reason = error.findings.first
        return FindingsError([
            Finding(
                .error,
                .updateService,
                "it is unknown which releases `\(channel.name)` means: \(reason?.summary ?? "no graph")",
                remedy: """
                    give both `minVersion` and `maxVersion`, and no `shortestPath`, to choose from the releases at the \
                    target; or name the plan that mirrored them with \(OptionName.graphsOf)
                    """,
                at: channel.location
            )
        ])
    }
}

extension SemanticVersion {
    /// Whether the version is one of OKD's, such as `4.15.0-0.okd-2024-03-10-010116`.
    fileprivate var isCommunity: Bool { "\(self)".contains("okd") }
}
