// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Testing

@Suite("Sizes")
struct ByteCountTests {
    @Test(
        "are spelled for people",
        arguments: [
            (0, "0 B"), (1, "1 B"), (1023, "1023 B"), (1024, "1.0 KiB"), (1536, "1.5 KiB"),
            (5_368_709_120, "5.0 GiB"), (734_003_200, "700.0 MiB"), (1 << 40, "1.0 TiB"),
        ] as [(Int64, String)]
    )
    func texts(bytes: Int64, text: String) {
        #expect(ByteCount.text(bytes) == text)
    }

    @Test(
        "are read as people write them",
        arguments: [
            ("0", 0), ("4", 4 << 30), ("1.5", 3 << 29), ("1024B", 1024), ("300M", 300 << 20), ("64k", 64 << 10),
            ("20G", 20 << 30), ("20Gi", 20 << 30), ("2 T", 2 << 40), ("300MiB", 300 << 20), ("20GB", 20_000_000_000),
            ("20GiB", 20 << 30), ("20 gib", 20 << 30), ("1.5KiB", 1536),
            ("500MB", 500_000_000), ("1kB", 1000), ("0.001kB", 1), ("2TiB", 2 << 40), ("8191PiB", 8191 << 50),
        ] as [(String, Int64)]
    )
    func parsed(text: String, bytes: Int64) throws {
        #expect(try ByteCount.parse(text) == bytes)
    }

    @Test(
        "are refused where nothing is meant",
        arguments: [
            "", " ", "GiB", "1 2GiB", "20Gx", "20Gib ", "1073741824", "1.GiB", ".5GiB", "1.2.3GiB", "-1GiB", "1e9",
            "1EiB", "8192PiB",
            "99999999999999999999", "1\u{661}GiB", "0x10", "1iB", "i", "1i", "1KiBs", "+1",
        ]
    )
    func unparsed(text: String) {
        #expect(throws: InvalidByteCount.self) { try ByteCount.parse(text) }
    }

    @Test("of a pair share the unit of the larger, if the smaller shows in it")
    func pairs() {
        #expect(ByteCount.pair(5_368_709_120, 734_003_200) == ("5.0 GiB", "0.7 GiB"))
        #expect(ByteCount.pair(5_368_709_120, 1 << 20) == ("5.0 GiB", "1.0 MiB"))
        #expect(ByteCount.pair(0, 0) == ("0 B", "0 B"))
        #expect(ByteCount.pair(0, 1 << 30) == ("0.0 GiB", "1.0 GiB"))
    }
}
