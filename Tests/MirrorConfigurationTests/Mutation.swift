// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import TestSupport
import Testing

/// Reads a text that may be broken; whatever is wrong must have a place inside of it.
func expectPlaces(in bytes: [UInt8], _ read: ([UInt8]) throws(FindingsError) -> Void) {
    do throws(FindingsError) {
        try read(bytes)
    } catch {
        let lines = SourceText(path: "f", bytes: bytes)
        #expect(!error.errors.isEmpty)
        for finding in error.findings {
            guard let place = finding.place else {
                Issue.record("no place for: \(finding)")
                continue
            }
            #expect(place.column >= 1 && (1...lines.lineCount).contains(place.line), "\(finding)")
        }
    }
}

/// A text with one to six changes that an accident or an attacker could make.
func mutated(_ text: [UInt8], using generator: inout SeededGenerator) -> [UInt8] {
    var bytes = text
    for _ in 0..<Int.random(in: 1...6, using: &generator) { mutate(&bytes, using: &generator) }
    return bytes
}

private let tokens = [
    "&a ", "*a", "<<: *a", "- ", "? ", ": ", "{", "}", "[", "]", "'", "\"", "|\n", ">-\n", "#", "\t", "\n", "---\n",
    "...\n", "%TAG ! x\n", "!!str ", "!x ", "4.14", "yes", "~", "\u{0}", "\u{feff}", "\u{2028}", "é", "(((", "\\",
    "a{999}",
    "name: x\n", "mirror:", "@sha256:", "oci://", "99999999999999999999",
]

private func mutate(_ bytes: inout [UInt8], using generator: inout SeededGenerator) {
    let position = Int.random(in: 0..<max(bytes.count, 1), using: &generator)
    let end = min(position + Int.random(in: 1...40, using: &generator), bytes.count)
    guard position < end else { return }
    switch Int.random(in: 0..<6, using: &generator) {
    case 0: bytes[position] = UInt8.random(in: 0...255, using: &generator)
    case 1: bytes.removeSubrange(position..<end)
    case 2: bytes.insert(contentsOf: bytes[position..<end], at: Int.random(in: 0..<bytes.count, using: &generator))
    case 3: bytes.removeSubrange(position...)
    case 4: bytes[position] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
    default: bytes.insert(contentsOf: (tokens.randomElement(using: &generator) ?? "").utf8, at: position)
    }
}
