// SPDX-License-Identifier: Apache-2.0

import MirrorConfiguration

extension UpdateService {
    /// More minors than any product has had, so that a mistake does not ask for ever.
    private static let mostMinors: UInt64 = 64

    /// Returns the answers for the channels from one minor to another, in order, empty ones too.
    ///
    /// Where a major version ends nobody says: it is left at the first minor that the service does not know.
    func answers(
        from first: ChannelName,
        to last: ChannelName,
        includesEnds: Bool,
        _ scope: ReleaseScope
    ) async throws -> [Answer] {
        guard first.major <= last.major, last.major - first.major < 8 else { return [] }
        var answers: [Answer] = []
        for major in first.major...last.major {
            let start = major == first.major ? first.minor + (includesEnds ? 0 : 1) : 0
            let end = major == last.major ? last.minor + (includesEnds ? 1 : 0) : .max
            var minor = start
            while minor < end, minor - start < Self.mostMinors {
                let channel = ChannelName(prefix: first.prefix, major: major, minor: minor)
                let answer = try await answer(scope.product, channel: channel.description, scope.architecture)
                answers.append(answer)
                if major < last.major, answer.graph.nodes.isEmpty { break }
                minor += 1
            }
        }
        return answers
    }
}
