// SPDX-License-Identifier: Apache-2.0

import Cache
import Foundation
import OCI
import TestSupport
import Testing

@Suite("Which files a cache loses")
struct TrimmingTests {
    private static func file(_ name: String, size: Int64, age: Double, isDraft: Bool = false) -> CachedFile {
        CachedFile(
            kind: isDraft ? .draft : .blob(Digest(of: Array(name.utf8))),
            name: name,
            size: size,
            lastUse: Date(timeIntervalSince1970: 1_000_000 - age)
        )
    }

    private static func day(_ age: Double) -> Date { Date(timeIntervalSince1970: 1_000_000 - age) }

    private static let files = [
        file("a", size: 10, age: 30), file("b", size: 20, age: 20), file("c", size: 5, age: 20),
        file("d", size: 20, age: 20), file("e", size: 1, age: 10),
    ]

    @Test(
        "is decided by their age and their size",
        arguments: [
            (CacheTrimming(), ""), (CacheTrimming(everything: true), "abcde"),
            (CacheTrimming(everything: true, limit: 1000), "abcde"),
            (CacheTrimming(unusedSince: day(20)), "a"), (CacheTrimming(unusedSince: day(19)), "abcd"),
            (CacheTrimming(unusedSince: day(30)), ""),
            (CacheTrimming(limit: 56), ""), (CacheTrimming(limit: 55), "a"), (CacheTrimming(limit: 46), "a"),
            // Of three that are equally old the largest goes first, and of two of a size the first by name.
            (CacheTrimming(limit: 45), "ab"), (CacheTrimming(limit: 25), "abd"), (CacheTrimming(limit: 5), "abcd"),
            (CacheTrimming(limit: 0), "abcde"),
            (CacheTrimming(unusedSince: day(25), limit: 30), "ab"),
            (CacheTrimming(unusedSince: day(25), limit: 46), "a"),
        ]
    )
    func chosen(trimming: CacheTrimming, names: String) {
        #expect(trimming.choose(Self.files).map(\.name).joined() == names)
    }

    @Test(
        "are among them always those that nobody will finish",
        arguments: [CacheTrimming(), CacheTrimming(limit: 1 << 40), CacheTrimming(unusedSince: day(1000))]
    )
    func drafts(trimming: CacheTrimming) {
        let draft = Self.file("draft", size: 100, age: 0, isDraft: true)
        #expect(trimming.choose(Self.files + [draft]) == [draft])
        // Its bytes do not count among those that stay.
        #expect(CacheTrimming(limit: 56).choose([draft] + Self.files) == [draft])
    }

    @Test("are no more than it takes, and the oldest", arguments: 0..<4)
    func least(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<100 {
            let files = (0..<Int.random(in: 0...12, using: &generator)).map { number in
                Self.file(
                    "\(number)",
                    size: Int64.random(in: 0...9, using: &generator),
                    age: Double(Int.random(in: 0...4, using: &generator))
                )
            }
            let limit = Int64.random(in: 0...40, using: &generator)
            let goes = CacheTrimming(limit: limit).choose(files)
            let stays = files.filter { !goes.contains($0) }
            let bytes = stays.reduce(0) { $0 + $1.size }
            #expect(bytes <= limit)
            #expect(goes == files.filter(goes.contains))
            guard let youngest = goes.map(\.lastUse).max() else { continue }
            #expect(stays.allSatisfy { $0.lastUse >= youngest })
            // Each of those that went last was one too many.
            let last = goes.filter { $0.lastUse == youngest }.min { $0.size < $1.size }
            #expect(bytes + (last?.size ?? 0) > limit)
        }
    }
}
