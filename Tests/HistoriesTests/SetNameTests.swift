// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Ledger
import OCI
import Plans
import TestSupport
import Testing

@testable import Histories

@Suite("A set as a user names it")
struct SetNameTests {
    /// A set whose plan has an id that begins so.
    private static func record(_ beginning: String, _ number: Int) throws -> CarriedSet {
        let digest = try Digest("sha256:\(beginning)\(String(repeating: "0", count: 64 - beginning.count))")
        return Sample.record(digest, [number])
    }

    private static func history() throws -> ArchiveHistory {
        ArchiveHistory(
            sets: [try record("abcd1", 1), try record("abcd2", 2), try record("beef", 3)],
            forgotten: [try record("cafe", 4)]
        )
    }

    private static func find(_ name: String) throws(SetNameError) -> Int {
        guard let history = try? history() else { return 0 }
        return try SetName(name).find(in: history, of: Sample.target).firstVolume
    }

    @Test(
        "is found by any beginning that only it has",
        arguments: [
            ("abcd1", 1), ("abcd2", 2), ("beef", 3), ("BEEF", 3), ("sha256:beef", 3), ("sha256:ABCD1", 1),
            ("beef0000", 3),
        ]
    )
    func found(name: String, volume: Int) throws { #expect(try Self.find(name) == volume) }

    @Test(
        "is told what is wrong with its name",
        arguments: [
            ("bee", "expected the id of a plan, or at least 4 digits of its beginning"),
            ("sha256:", "expected the id of a plan, or at least 4 digits of its beginning"),
            ("abcd", "several ids begin with it: abcd10000000, abcd20000000; write more digits"),
            ("cafe", "the set cafe00000000 was forgotten before"), ("0123456789", "the history has no such set"),
            ("beff00000000", "the history has no such set; did you mean beef00000000?"),
        ]
    )
    func refused(name: String, problem: String) {
        let error = #expect(throws: SetNameError.self) { try Self.find(name) }
        #expect(error?.problem == problem)
        #expect(error?.name == name)
    }

    @Test func `is found by its whole id, and by each beginning of four digits or more`() throws {
        for set in try Self.history().sets.suffix(1) {
            for count in 4...64 { #expect(try Self.find(String(set.plan.hex.prefix(count))) == set.firstVolume) }
            #expect(try Self.find("\(set.plan)") == set.firstVolume)
        }
    }
}
