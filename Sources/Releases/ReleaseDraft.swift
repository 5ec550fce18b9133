// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import OCI
import Plans

/// The releases of one scope while they are gathered, and what led to them.
struct ReleaseDraft: Sendable {
    /// Why a release is in.
    private struct Wish {
        var payload: ImageReference
        /// Those of the configuration come first; a release on a way is nobody's wish once a channel asks for it.
        var channels: [String] = []
        var hops: Set<String> = []
        /// The channel that led here first.
        var read: ReadChannel
    }

    let scope: ReleaseScope
    /// The configuration's name in plans.
    let path: String
    private var wishes: [SemanticVersion: Wish] = [:]
    private(set) var checks: [Finding] = []
    /// Every answer that was looked at, in order.
    private(set) var answers: [UpdateService.Answer] = []

    init(scope: ReleaseScope, path: String) {
        self.scope = scope
        self.path = path
    }

    /// Takes a release that a channel asks for.
    mutating func add(_ node: UpdateGraph.Node, from read: ReadChannel) {
        wishes[node.version, default: Wish(payload: node.payload, read: read)].channels.append(read.wish)
    }

    /// Takes a release that lies on the way between others.
    mutating func add(_ node: UpdateGraph.Node, onWay hop: String, for read: ReadChannel) {
        wishes[node.version, default: Wish(payload: node.payload, read: read)].hops.insert("\(read.wish) > path \(hop)")
    }

    /// Takes the ends of a way through a channel and what lies on it, or the ends alone where there is no way.
    ///
    /// With a `hop`, the releases are in because they lie on the way between channels, not because one asks for them.
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

    /// Remembers that the selection depends on an answer.
    mutating func add(_ answer: UpdateService.Answer) {
        if !answers.contains(where: { $0.record == answer.record }) { answers.append(answer) }
    }

    /// A finding about the releases of this scope.
    mutating func warn(_ code: FindingCode, _ message: String, at location: SourceLocation) {
        checks.append(Finding(.warning, code, message, at: location.place(in: path)))
    }

    /// What a reviewer may want to know about the releases of this scope.
    mutating func note(_ code: FindingCode, _ message: String, at location: SourceLocation) {
        checks.append(Finding(.note, code, message, at: location.place(in: path)))
    }

    /// Says which releases no channel asks for, so that nobody wonders why they are there.
    mutating func noteReleasesBetween() {
        let between = wishes.filter(\.value.channels.isEmpty).keys.sorted()
        guard let first = between.first, let read = channel(of: first) else { return }
        let message = """
            no channel asks for \(listed(between.map(\.description), most: 10)) (\(scope)): \
            \(between.count == 1 ? "it lies" : "they lie") on the way from one channel to another
            \(OptionName.exactChannels) leaves out what lies between channels.
            """
        note(.releasesBetween, message, at: read.channel.location)
    }

    /// Warns of the updates that go wrong for some clusters.
    mutating func warnOfRisks(_ steps: [UpdateMap.Step], at location: SourceLocation) {
        for step in steps {
            for risk in step.risks {
                let place = risk.url.isEmpty ? "" : ", see \(risk.url)"
                let update = "the update \(step.from) → \(step.to) (\(scope)) has the risk \(risk.name)\(place)"
                let message = risk.message.isEmpty ? "" : "\n\(printable(risk.message))"
                warn(.upgradeRisk, update + message, at: location)
            }
        }
    }

    /// Makes sure that every channel that was looked at means the same payload by a release that is in.
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
                remedy: "tell whoever runs the update service; until then, name only one of the two channels",
                at: channel(of: version)?.channel.location
            )
        }
        guard findings.isEmpty else { throw FindingsError(findings) }
    }

    /// The versions so far, ascending.
    var versions: [SemanticVersion] { wishes.keys.sorted() }

    /// The channel that asks for a release, or on whose way it lies.
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
