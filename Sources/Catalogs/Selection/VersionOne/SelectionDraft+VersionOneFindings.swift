// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import Plans
import Resolution

/// The findings about requests that oc-mirror v1 refuses, passes over or loses.
extension SelectionDraft {
    /// Checks that the default channel is one of those that the request names.
    mutating func checkDefaultByVersionOne() -> Bool {
        guard let request, let wanted = request.defaultChannel,
            !request.channels.contains(where: { $0.name == wanted.value })
        else { return true }
        report(
            .error,
            .defaultChannelLost,
            "`defaultChannel` names `\(printable(wanted.value))`, which is not among the `channels` of the package",
            "add `- name: \(printable(wanted.value))` to its `channels`",
            at: place(wanted.location)
        )
        return false
    }

    mutating func reportUnknownVersion(_ bound: Located<VersionBound>, of owner: String, among names: [String]) {
        report(
            .error,
            .unknownVersion,
            "\(owner) a bundle with the version \(bound.value)",
            nearestVersions(to: bound.value.version, among: names.compactMap { versions[$0] }),
            at: place(bound.location)
        )
    }

    mutating func reportContradiction(
        _ channel: CatalogChannel,
        _ own: Located<VersionBound>,
        _ minimum: Located<VersionBound>
    ) {
        isBroken = true
        report(
            .error,
            .emptyRange,
            "the `minVersion` of the package, \(minimum.value), is that of all its channels, but "
                + "`\(printable(channel.name))` has no such bundle; its own `minVersion` \(own.value) does not count "
                + "beside it",
            "leave out the `minVersion` of the package, and give each channel its own",
            at: place(own.location)
        )
    }

    mutating func reportWhole(_ channel: CatalogChannel, from bundle: Located<String>) {
        let isThere = channel.entries.contains { $0.name == bundle.value }
        report(
            .warning,
            .ignoredField,
            "`minBundle: \(printable(bundle.value))` takes all of the channel `\(printable(channel.name))`"
                + (isThere ? "" : ", which does not even have that bundle"),
            versions.bundle(bundle.value)?.version.map { "`minVersion: \(printable($0))` begins there" },
            at: place(bundle.location)
        )
    }

    /// Tells that a bound of an earlier configuration, which oc-mirror v1 would not forget, does not count any more.
    mutating func reportLeftBound(_ bounds: EarlierHeads.Bounds, _ channel: CatalogChannel, at: SourceLocation) {
        report(
            .note,
            .differsFromVersionOne,
            "oc-mirror v1 recorded the `maxVersion` \(printable(bounds.maxVersion)) of the channel "
                + "`\(printable(channel.name))` and would never take its head; it is taken here, because the configuration "
                + "has no bound any more",
            at: at
        )
    }

    /// Tells that more is taken than oc-mirror v1 would take.
    mutating func reportHeadBeside(_ starts: [String], head: String, _ channel: CatalogChannel, at: SourceLocation) {
        report(
            .note,
            .differsFromVersionOne,
            "nothing that the head of the channel `\(printable(channel.name))` replaces leads down to \(quoted(starts)), "
                + "so oc-mirror v1 would lose the head `\(printable(head))`; it is kept here, with what leads to it",
            at: at
        )
    }
}
