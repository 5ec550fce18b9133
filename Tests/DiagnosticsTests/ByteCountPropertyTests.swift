// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import TestSupport
import Testing

@Suite("A size")
struct ByteCountPropertyTests {
    private static let units: [(String, Int64)] = [
        ("KiB", 1 << 10), ("MiB", 1 << 20), ("GiB", 1 << 30), ("TiB", 1 << 40), ("PiB", 1 << 50),
    ]

    @Test("is the nearest tenth of its unit, and read back as that", arguments: 0..<200)
    func nearest(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let bytes = Int64.random(in: 0...(1 << Int64.random(in: 1...60, using: &generator)), using: &generator)
        let text = ByteCount.text(bytes)
        let unit = Self.units.last { $0.1 <= bytes }
        #expect(text.hasSuffix(unit?.0 ?? " B"))
        let read = try ByteCount.parse(text)
        // Half of a tenth, and what a fraction of a byte is cut off.
        #expect(abs(read - bytes) <= (unit?.1 ?? 0) / 20 + 1, "\(bytes): \(text)")
    }

    @Test("has the unit that it reaches, from its first byte on", arguments: units.indices)
    func borders(index: Int) throws {
        let (unit, size) = Self.units[index]
        #expect(ByteCount.text(size) == "1.0 \(unit)")
        #expect(!ByteCount.text(size - 1).hasSuffix(unit))
        let spellings = [unit, unit.lowercased(), String(unit.prefix(1)), String(unit.prefix(2)), " \(unit)"]
        for spelling in spellings { #expect(try ByteCount.parse("1\(spelling)") == size) }
        let decimal = (0...index).reduce(Int64(1)) { product, _ in product * 1000 }
        #expect(try ByteCount.parse("1\(unit.prefix(1))B") == decimal)
    }

    @Test("that is as large as can be is spelled and not lost")
    func largest() throws {
        #expect(ByteCount.text(.max) == "8192.0 PiB")
        #expect(try ByteCount.parse("\(Int64.max)B") == .max)
        #expect(ByteCount.pair(.max, 1) == ("8192.0 PiB", "1 B"))
    }

    /// What was typed, and the whole answer.
    @Test(
        "that is none is refused with what would be one",
        arguments: [
            ("many", "`many`: expected a number and a unit, such as 20GiB, 300M or 500MB"),
            ("1073741824", "`1073741824`: a number without a unit is GiB; write 1073741824B for bytes"),
            ("1000001", "`1000001`: a number without a unit is GiB; write 1000001B for bytes"),
            ("1000000.5", nil), ("1000000", nil),
            ("9000PiB", "`9000PiB`: no disk has so many bytes"),
            ("9223372036854775808B", "`9223372036854775808B`: no disk has so many bytes"),
        ] as [(String, String?)]
    )
    func refusals(text: String, message: String?) {
        do {
            _ = try ByteCount.parse(text)
            #expect(message == nil)
        } catch {
            #expect("\(error)" == message)
        }
    }

    @Test(
        "and another one are spelled apart, also where they are nearly the same",
        arguments: [
            (0, 1, "0 B free, 1 B needed"), (1023, 1024, "1023 bytes free, 1024 needed"),
            (5 << 30, 6 << 30, "5.0 GiB free, 6.0 GiB needed"), (1 << 20, 6 << 30, "1.0 MiB free, 6.0 GiB needed"),
            (6 << 30, (6 << 30) + 99, "6442450944 bytes free, 6442451043 needed"), (7, 7, "7 bytes free, 7 needed"),
        ] as [(Int64, Int64, String)]
    )
    func room(free: Int64, needed: Int64, text: String) {
        #expect(ByteCount.room(free: free, needed: needed) == text)
    }
}

@Suite("A number with its noun")
struct CountedTests {
    @Test(
        "is one, or several",
        arguments: [
            (0, "image", nil, "0 images"), (1, "image", nil, "1 image"), (2, "image", nil, "2 images"),
            (1, "entry", "entries", "1 entry"), (11, "entry", "entries", "11 entries"), (-1, "image", nil, "-1 images"),
        ] as [(Int, String, String?, String)]
    )
    func counted(count: Int, noun: String, plural: String?, text: String) {
        #expect(Diagnostics.counted(count, noun, plural) == text)
    }
}
