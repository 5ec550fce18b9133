// SPDX-License-Identifier: Apache-2.0

import GoTemplate
import Testing

@testable import Sprig

@Suite struct DERTests {
    @Test func valuesHaveTheirForm() {
        #expect(DER.integer(0) == [2, 1, 0])
        #expect(DER.integer(127) == [2, 1, 127])
        #expect(DER.integer(128) == [2, 2, 0, 128])
        #expect(DER.integer(256) == [2, 2, 1, 0])
        #expect(DER.name([1, 2, 840, 113549]) == [6, 6, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D])
        #expect(DER.text(Array("abc".utf8)) == [0x13, 3, 0x61, 0x62, 0x63])
        #expect(DER.text(Array("a_b".utf8)).first == 0x0C)
        #expect(DER.value(4, [UInt8](repeating: 1, count: 200)).prefix(3) == [4, 0x81, 200])
        #expect(DER.value(4, [UInt8](repeating: 1, count: 300)).prefix(4) == [4, 0x82, 1, 44])
        #expect(DER.bits([0xA0], unused: 5) == [3, 2, 5, 0xA0])
    }

    @Test func valuesAreReadAgain() {
        var reader = DERReader(DER.sequence([DER.integer(5), DER.octets([1, 2]), DER.null]))
        var parts = reader.next(DER.sequenceTag)?.parts
        #expect(reader.isAtEnd)
        #expect(parts?.next(0x04) == nil)
        #expect(parts?.integers() == [[5]])
        #expect(parts?.next(0x04).map { Array($0.content) } == [1, 2])
        #expect(parts?.next().map { Array($0.whole) } == [5, 0])
        #expect(parts?.next() == nil)
    }

    @Test(
        arguments: [
            [], [0x30], [0x30, 5, 1], [0x30, 0x80], [0x30, 0x85, 1, 1, 1, 1, 1], [0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF],
        ] as [[UInt8]]
    )
    func brokenBytesAreNoValue(bytes: [UInt8]) {
        var reader = DERReader(bytes)
        #expect(reader.next() == nil)
    }

    @Test func timesAreShortAsLongAsTheyAreClear() {
        let zone = Zone.utc
        #expect(DER.time(Instant(CalendarDate(year: 2049, month: 12, day: 31), ClockTime(), zone: zone)).first == 0x17)
        #expect(DER.time(Instant(CalendarDate(year: 2050, month: 1, day: 1), ClockTime(), zone: zone)).first == 0x18)
    }

    @Test func blocksOfTextAreReadAgain() {
        for count in [0, 1, 47, 48, 49, 200] {
            let block = PEM(label: "A B", bytes: [UInt8](repeating: 7, count: count))
            #expect(PEM(block.text)?.bytes == block.bytes)
            #expect(PEM("noise\n" + block.text + "more")?.label == "A B")
            #expect(PEM(Text(block.text.string.replacing("\n", with: "\r\n")))?.bytes == block.bytes)
        }
        #expect(PEM("-----BEGIN X-----\nProc: y\n\nYQ==\n-----END X-----\n")?.bytes == [0x61])
        #expect(PEM("-----BEGIN X-----\nYQ==\n-----END Y-----\n") == nil)
        #expect(PEM("") == nil)
    }
}
