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
    private(set) var checks: [Check] = []
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

    /// Remembers that the selection depends on an answer.
    mutating func add(_ answer: UpdateService.Answer) {
        if !answers.contains(where: { $0.record == answer.record }) { answers.append(answer) }
    }

    /// A finding about the releases of this scope.
    mutating func warn(_ code: String, _ message: String, at location: SourceLocation) {
        checks.append(Check(.warning, code, message, at: at(location)))
    }

    /// Warns of the updates that go wrong for some clusters.
    mutating func warnOfRisks(_ steps: [UpdateMap.Step], at location: SourceLocation) {
        for step in steps {
            for risk in step.risks {
                let place = risk.url.isEmpty ? "" : ", see \(risk.url)"
                let update = "the update \(step.from) → \(step.to) (\(scope)) has the risk \(risk.name)\(place)"
                let message = risk.message.isEmpty ? "" : "\n\(printable(risk.message))"
                warn("upgrade-risk", update + message, at: location)
            }
        }
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
                at: at(wish.read.channel.location)
            )
        }
    }

    private func at(_ location: SourceLocation) -> String { "\(path):\(location.line):\(location.column)" }
}
