// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// Whatever is mirrored and deleted, in whatever order: what is still wanted pulls whole.
@Suite("Any sequence of mirroring and deleting", .waitsForPrograms)
struct DeletionPropertyTests {
    /// A sequence of steps on a kind of registry.
    struct Run: Sendable, CustomTestStringConvertible {
        let seed: UInt64
        let kind: DeletionTarget.Kind

        var testDescription: String { "\(kind) \(seed)" }
    }

    /// The seeds of a run by hand, `DELETION_SEEDS=from-to`, or else these.
    static func seeds(or usual: ClosedRange<UInt64>) -> [UInt64] {
        let text = ProcessInfo.processInfo.environment["DELETION_SEEDS"] ?? ""
        let bounds = text.split(separator: "-").compactMap { UInt64($0) }
        return Array(bounds.count == 2 && bounds[0] <= bounds[1] ? bounds[0]...bounds[1] : usual)
    }

    static var runs: [Run] {
        seeds(or: 1...2).flatMap { seed in DeletionTarget.Kind.allCases.map { Run(seed: seed, kind: $0) } }
    }

    @Test("leaves whole what is still wanted, and what is somebody else's", arguments: runs)
    func keepsWhatIsWanted(run: Run) async throws {
        let world = try DeletionWorld(seed: run.seed, kind: run.kind)
        try await world.begin()
        for _ in 0..<8 { try await world.step() }
        try await world.end()
    }
}
