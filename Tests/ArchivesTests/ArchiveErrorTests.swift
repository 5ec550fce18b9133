// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Archives

@Suite("What libarchive says")
struct ArchiveErrorTests {
    @Test(
        "is told in our words",
        arguments: [
            ("Unrecognized archive format", "it is neither a tar archive nor a compressed one"),
            ("Truncated tar archive detected while reading data", "it ends too early"),
            ("Truncated input file (needed 512 bytes, only 100 available)", "it ends too early"),
            ("gzip decompression failed", "its compression is damaged"),
            ("Zstd decompression failed: Data corruption detected", "its compression is damaged"),
            ("Damaged tar archive (bad header checksum)", "it is damaged"),
            ("Pathname can't be converted from UTF-8 to current locale.", "a path in it is not UTF-8"),
            ("Something new", "it cannot be read: something new"), (nil, "it cannot be read"),
        ]
    )
    func isTold(text: String?, words: String) {
        #expect(ArchiveError.words(text) == words)
    }
}
