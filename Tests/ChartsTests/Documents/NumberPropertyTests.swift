// SPDX-License-Identifier: Apache-2.0

@testable import Charts
import GoTemplate
import TestSupport
import Testing

/// What holds for all numbers and keys.
@Suite struct NumberPropertyTests {
    private func number(_ generator: inout SeededGenerator) -> Double {
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: Double(Int.random(in: -1_000_000...1_000_000, using: &generator))
        case 1: Double.random(in: -1...1, using: &generator)
        case 2: Double(bitPattern: generator.next())
        default: Double(Int64(bitPattern: generator.next()))
        }
    }

    @Test func `a decimal without an exponent means the same number`() {
        for seed in 0..<3000 as Range<UInt64> {
            var generator = SeededGenerator(seed: seed)
            let number = number(&generator)
            guard number.isFinite else { continue }
            let text = PlainDecimal.text(number)
            #expect(Double(text) == number && !text.contains("e") && text.contains("."), "\(number) \(text)")
        }
    }

    @Test func `a number that is written as YAML means the same number`() throws {
        for seed in 0..<3000 as Range<UInt64> {
            var generator = SeededGenerator(seed: seed)
            let number = number(&generator)
            guard number.isFinite else { continue }
            let text = HelmYAML.text(.float(number))
            #expect(try GoYAMLReader.read(text.bytes).chartValue == .number(number), "\(number) \(text)")
        }
    }

    @Test func `whole numbers are written with all their digits`() throws {
        for seed in 0..<1000 as Range<UInt64> {
            var generator = SeededGenerator(seed: seed)
            let number = Int64(bitPattern: generator.next())
            #expect(HelmYAML.text(.int64(number)).string == String(number))
            let unsigned = UInt64(bitPattern: number)
            #expect(HelmYAML.text(.integer(number, .uint64)).string == String(unsigned))
        }
    }

    @Test func `keys are in one order, however they come`() {
        let pieces = ["a", "B", "1", "10", "0", "-", ".", "_", "\u{e9}", "Z", "2"]
        for seed in 0..<300 as Range<UInt64> {
            var generator = SeededGenerator(seed: seed)
            let keys = Set(
                (0..<8).map { _ in
                    let count = Int.random(in: 0...3, using: &generator)
                    return Text((0..<count).compactMap { _ in pieces.randomElement(using: &generator) }.joined())
                }
            )
            for left in keys {
                #expect(!YAMLKeyOrder.precedes(left, left))
                for right in keys where left != right {
                    #expect(
                        YAMLKeyOrder.precedes(left, right) != YAMLKeyOrder.precedes(right, left),
                        "\(left) \(right)"
                    )
                }
            }
        }
    }

    @Test func `a text that is plain reads as itself`() throws {
        let letters = Array("abyn01.-+:_~ oxe#/@".unicodeScalars)
        for seed in 0..<3000 as Range<UInt64> {
            var generator = SeededGenerator(seed: seed)
            var text = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 1...6, using: &generator) {
                text.append(letters[Int.random(in: 0..<letters.count, using: &generator)])
            }
            let yaml = HelmYAML.text(.string(Text(String(text))))
            #expect(try GoYAMLReader.read(yaml.bytes) == .string(Text(String(text))), "\(String(text))")
        }
    }
}
