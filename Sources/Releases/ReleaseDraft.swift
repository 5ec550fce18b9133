// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import OCI
import Plans

/// The releases of one scope while they are collected, with the reasons for them.
struct ReleaseDraft: Sendable {
    /// The reason why a release is included.
    private struct Wish {
        var payload: ImageReference
        /// The channels that ask for it, those of the configuration first.
        ///
        /// A release on a path is no longer listed as such once a channel asks for it.
        var channels: [String] = []
        var hops: Set<String> = []
        /// The channel that led to it first.
        var read: ReadChannel
    }

    let scope: ReleaseScope
    /// The configuration's name in plans.
    let path: String
    private var wishes: [SemanticVersion: Wish] = [:]
    private(set) var findings: [Finding] = []
    /// Every answer that was used, in order.
    private(set) var answers: [UpdateService.Answer] = []

    init(scope: ReleaseScope, path: String) {
        self.scope = scope
        self.path = path
    }

    /// Adds a release that a channel asks for.
    mutating func add(_ node: UpdateGraph.Node, from read: ReadChannel) {
        wishes[node.version, default: Wish(payload: node.payload, read: read)].channels.append(read.wish)
    }

    /// Adds a release that is on a path between others.
    mutating func add(_ node: UpdateGraph.Node, onWay hop: String, for read: ReadChannel) {
        wishes[node.version, default: Wish(payload: node.payload, read: read)].hops.insert("\(read.wish) > path \(hop)")
    }

    /// Adds the ends of a path through a channel and the releases on it, or only the ends if there is no path.
    ///
    /// With a `hop`, the releases are included because they are on the path between channels, not because a channel
    /// asks for them.
    mutating func addWay(
        from first: SemanticVersion,
        to last: SemanticVersion,
        in answer: UpdateService.Answer,
        for read: ReadChannel,
        hop: String? = nil
    ) {
        let channel = answer.record.channel
        let steps = UpdateMap([(channel, answer.graph)]).path(from: first, to: last)
        if steps == nil {
            warn(
                .upgradePathUnknown,
                "no update leads from \(first) to \(last) in `\(channel)` (\(scope)); only the two are taken",
                at: read.channel.location
            )
        }
        warnOfRisks(steps ?? [], at: read.channel.location)
        for node in ([first, last] + (steps ?? []).map(\.to)).compactMap({ answer.graph[$0] }) {
            if let hop { add(node, onWay: hop, for: read) } else { add(node, from: read) }
        }
    }

    /// Records that the selection depends on an answer.
    mutating func add(_ answer: UpdateService.Answer) {
        if !answers.contains(where: { $0.record == answer.record }) { answers.append(answer) }
    }

    /// Adds a warning about the releases of this scope.
    mutating func warn(
        _ code: FindingCode,
        _ message: String,
        cause: String? = nil,
        remedy: String? = nil,
        at location: SourceLocation
    ) {
        findings.append(Finding(.warning, code, message, cause: cause, remedy: remedy, at: location.place(in: path)))
    }

    /// Adds a note about the releases of this scope.
    mutating func note(_ code: FindingCode, _ message: String, remedy: String? = nil, at location: SourceLocation) {
        findings.append(Finding(.note, code, message, remedy: remedy, at: location.place(in: path)))
    }

    /// Adds a note with the releases that no channel asks for, to explain why they are included.
    mutating func noteReleasesBetween() {
        let between = wishes.filter(\.value.channels.isEmpty).keys.sorted()
        guard let first = between.first, let read = channel(of: first) else { return }
        let message = """
            no channel asks for \(listed(between.map(\.description), most: 10)) (\(scope)): \
            \(between.count == 1 ? "it lies" : "they lie") on the way from one channel to another
            """
        let remedy = "\(OptionName.exactChannels) leaves out what lies between channels."
        note(.releasesBetween, message, remedy: remedy, at: read.channel.location)
    }

    /// Warns of updates with known risks for some clusters.
    mutating func warnOfRisks(_ steps: [UpdateMap.Step], at location: SourceLocation) {
        for step in steps {
            for risk in step.risks {
                let place = risk.url.isEmpty ? "" : ", see \(risk.url)"
                let update = "the update \(step.from) → \(step.to) (\(scope)) has the risk \(risk.name)\(place)"
                warn(.upgradeRisk, update, cause: printable(risk.message), at: location)
            }
        }
    }

    /// Checks that all channels that were read have the same payload for each included release.
    func check() throws(FindingsError) {
        let findings = versions.compactMap { version -> Finding? in
            let named = answers.compactMap { answer in
                answer.graph[version].map { (channel: answer.record.channel, payload: $0.payload) }
            }
            guard let first = named.first,
                let other = named.first(where: { $0.payload.digest != first.payload.digest })
            else { return nil }
            return Finding(
                .error,
                .releaseAmbiguous,
                "\(version) (\(scope)) is \(first.payload) in `\(first.channel)`,"
                    + " but \(other.payload) in `\(other.channel)`",
                remedy:
                    "report this to the operator of the update service; until then, name only one of the two channels",
                at: channel(of: version)?.channel.location
            )
        }
        guard findings.isEmpty else { throw FindingsError(findings) }
    }

    /// The versions so far, ascending.
    var versions: [SemanticVersion] { wishes.keys.sorted() }

    /// The channel that asks for a release, or on whose path it is.
    func channel(of version: SemanticVersion) -> ReadChannel? { wishes[version]?.read }

    var releases: [SelectedRelease] {
        wishes.sorted { $0.key < $1.key }.map { version, wish in
            SelectedRelease(
                product: scope.product,
                version: version,
                architecture: scope.architecture,
                payload: wish.payload,
                requestedBy: wish.channels.isEmpty ? wish.hops.sorted() : Set(wish.channels).sorted(),
                at: wish.read.channel.location.place(in: path)
            )
        }
    }
}
