// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import Plans

/// The findings about requests that oc-mirror v1 refuses, passes over or loses.
extension SelectionDraft {
    /// Checks the request alone; reports what oc-mirror v1 would refuse, or would ignore without a word.
    mutating func checkRequestByVersionOne() -> Bool {
        guard let request else { return true }
        let count = findings.count
        check(request.minVersion, request.maxVersion, request.minBundle)
        for channel in request.channels { check(channel.minVersion, channel.maxVersion, channel.minBundle) }
        for channel in request.channels where request.maxVersion != nil && channel.maxVersion != nil {
            report(
                .error,
                .twoRanges,
                "both the package and its channel `\(printable(channel.name))` have a `maxVersion`",
                "keep the bounds of the package or those of its channels",
                at: place(channel.maxVersion?.location)
            )
        }
        if let wanted = request.defaultChannel, !request.channels.contains(where: { $0.name == wanted.value }) {
            report(
                .error,
                .defaultChannelLost,
                "`defaultChannel` names `\(printable(wanted.value))`, which is not among the `channels` of the package",
                "add `- name: \(printable(wanted.value))` to its `channels`",
                at: place(wanted.location)
            )
        }
        return findings.count == count
    }

    private mutating func check(
        _ minimum: Located<VersionBound>?,
        _ maximum: Located<VersionBound>?,
        _ bundle: Located<String>?
    ) {
        for bound in [minimum, maximum].compactMap(\.self) where (try? SemanticVersion(bound.value.text)) == nil {
            report(
                .error,
                .invalidVersion,
                "`\(printable(bound.value.text))` is not a whole version, so oc-mirror v1 refuses it, or ignores it "
                    + "beside another bound",
                "write `\(bound.value.version)`",
                at: place(bound.location)
            )
        }
        if minimum != nil, let bundle {
            report(
                .error,
                .exclusiveFields,
                "`minVersion` and `minBundle` exclude each other",
                "keep one of them",
                at: place(bundle.location)
            )
        }
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

    mutating func reportOverruled(_ wish: OperatorChannel, by minimum: Located<VersionBound>) {
        guard let own = (wish.maxVersion ?? wish.minVersion)?.location ?? wish.minBundle?.location else { return }
        report(
            .warning,
            .ignoredField,
            "the `minVersion` of the package, \(minimum.value), is that of all its channels, so what is written for "
                + "the channel `\(printable(wish.name))` has no effect",
            "leave out the `minVersion` of the package, and give each channel its own",
            at: place(own)
        )
    }

    mutating func reportIgnoredRange(_ request: OperatorPackage) {
        guard let bound = request.maxVersion else { return }
        report(
            .warning,
            .ignoredField,
            "the bounds of the package have no effect, because its `channels` are named",
            "write the bounds below each channel",
            at: place(bound.location)
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
