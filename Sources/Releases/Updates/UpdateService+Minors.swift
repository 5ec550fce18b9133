// SPDX-License-Identifier: Apache-2.0

import MirrorConfiguration

extension UpdateService {
    /// The maximum number of minor versions, more than any product has had, so that a mistake does not ask for ever.
    private static let mostMinors: UInt64 = 64

    /// Returns the answers for the channels of one kind from one minor version to another, in order, including empty
    /// ones.
    ///
    /// No service says which minor version is the last of a major version. It is the one before the first unknown
    /// one.
    func answers(
        _ prefix: String,
        from first: MinorVersion,
        to last: MinorVersion,
        includesEnds: Bool,
        _ scope: ReleaseScope
    ) async throws -> [Answer] {
        guard first <= last, last.major - first.major < 8 else { return [] }
        var answers: [Answer] = []
        for major in first.major...last.major {
            var minor = major == first.major ? first.minor + (includesEnds ? 0 : 1) : 0
            let end = major == last.major ? last.minor + (includesEnds ? 1 : 0) : .max
            var rest = Self.mostMinors
            while minor < end, rest > 0, let version = MinorVersion(major: major, minor: minor) {
                let channel = ChannelName(prefix: prefix, version)
                let answer = try await answer(scope.product, channel: channel.description, scope.architecture)
                answers.append(answer)
                if major < last.major, answer.graph.nodes.isEmpty { break }
                minor += 1
                rest -= 1
            }
        }
        return answers
    }
}
