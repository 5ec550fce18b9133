// SPDX-License-Identifier: Apache-2.0

/// The name of a part of an archive of oc-mirror v1: `mirror_seq1_000000.tar` and on.
package struct SequencePartName: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The number of the run that made the archive, from 1.
    package let sequence: Int
    /// The number of the part, from 0.
    package let part: Int

    package init(sequence: Int, part: Int) {
        self.sequence = sequence
        self.part = part
    }

    /// Parses the name of a file; `nil` for one that is no part, such as `mirror_seq1_000000.tar.bak`.
    package init?(file name: some StringProtocol) {
        guard name.hasPrefix(Self.prefix), name.hasSuffix(".tar") else { return nil }
        let numbers = name.dropFirst(Self.prefix.count).dropLast(".tar".count)
            .split(separator: "_", omittingEmptySubsequences: false)
        guard numbers.count == 2, let sequence = Self.number(numbers[0]), let part = Self.number(numbers[1]) else {
            return nil
        }
        self.init(sequence: sequence, part: part)
        guard sequence > 0, description == name else { return nil }
    }

    private static let prefix = "mirror_seq"

    private static func number(_ digits: some StringProtocol) -> Int? {
        guard (1...9).contains(digits.utf8.count), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return Int(digits)
    }

    package var description: String {
        let digits = String(part)
        return "\(Self.prefix)\(sequence)_\(String(repeating: "0", count: max(0, 6 - digits.count)))\(digits).tar"
    }

    package static func < (left: Self, right: Self) -> Bool {
        (left.sequence, left.part) < (right.sequence, right.part)
    }
}
