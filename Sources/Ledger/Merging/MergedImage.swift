// SPDX-License-Identifier: Apache-2.0

import OCI
import Plans

extension TargetLedger.Entry {
    /// The entry of a place where nothing was known to be, to compare an image with.
    static func nothing(in entry: Self) -> Self {
        Self(
            image: PlacedImage(
                ImageIdentity(entry.image.type, origins: [], digest: entry.image.digest, platforms: []),
                at: entry.image.destination,
                attachedTo: entry.image.attachedTo
            ),
            placed: false,
            knowsAttachments: false,
            wantedBy: []
        )
    }
}

extension ThreeWay<PlacedImage> {
    /// The image in one place, as two histories know it; `nil` if they contradict each other.
    var mergedImage: PlacedImage? {
        guard ours.digest == theirs.digest else { return replaced }
        guard ours.type == theirs.type, ours.attachedTo == theirs.attachedTo else { return nil }
        let facts: SectionFacts?
        switch map(\.facts).settled {
        case .some(let settled): facts = settled
        case .none:
            guard let both = bothFacts else { return nil }
            facts = both
        }
        let platforms = map(\.platforms)
        return ours.with(
            origins: map(\.origins).united(),
            platforms: platforms.settled ?? Self.union(platforms.ours, platforms.theirs),
            facts: facts
        )
    }

    /// The image of the history that alone gave the place another one.
    private var replaced: PlacedImage? {
        if let digest = map(\.digest).settled, !map(\.origins).base.isEmpty {
            return digest == ours.digest ? ours : theirs
        }
        // The data of the graph is built anew for each plan, and each is good for all.
        guard ours.type == .graphData, theirs.type == .graphData else { return nil }
        return ours.digest < theirs.digest ? theirs : ours
    }

    /// A release as both know it, with the signatures of both; `nil` if it is another one.
    private var bothFacts: SectionFacts? {
        guard let first = ours.release, let second = theirs.release, first.version == second.version,
            first.architecture == second.architecture
        else { return nil }
        let signatures = Set(first.signatures + second.signatures)
            .sorted { ($0.fingerprint, $0.message) < ($1.fingerprint, $1.message) }
        return .release(
            ReleaseFacts(version: first.version, architecture: first.architecture, signatures: signatures)
        )
    }

    /// The platforms of two copies of an image in one place; `nil` means all.
    private static func union(_ first: [String]?, _ second: [String]?) -> [String]? {
        guard let first, let second else { return nil }
        return Set(first + second).sorted()
    }
}

extension PlacedImage {
    /// The image in a few words, for people who compare two.
    var summary: String {
        let name = facts?.resourceName.map { " named \($0)" } ?? ""
        return "\(type.rawValue) \(digest.short)\(name)"
    }
}
