// SPDX-License-Identifier: Apache-2.0

/// The name of a volume: `mirror_000001.tar` and on.
package struct VolumeName: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The number, from 1.
    package let number: Int

    /// The largest number: those of a whole set can be counted on from it.
    package static let numberLimit = 999_999_999

    package init(_ number: Int) { self.number = number }

    /// Parses the name of a file; `nil` for one that is no volume, such as `mirror_000001.tar.bak`.
    package init?(file name: some StringProtocol) {
        guard name.hasPrefix("mirror_"), name.hasSuffix(".tar") else { return nil }
        let digits = name.dropFirst("mirror_".count).dropLast(".tar".count)
        guard digits.utf8.count >= 6, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let number = Int(digits), (1...Self.numberLimit).contains(number), VolumeName(number).description == name
        else { return nil }
        self.number = number
    }

    package var description: String {
        let digits = String(number)
        return "mirror_\(String(repeating: "0", count: max(0, 6 - digits.count)))\(digits).tar"
    }

    /// The name of the file while its set is not complete.
    package var partial: String { "\(self).partial" }

    package static func < (left: Self, right: Self) -> Bool { left.number < right.number }

    /// Volumes by their numbers: `mirror_000001.tar to mirror_000003.tar`.
    package static func span(_ numbers: [Int]) -> String {
        guard let first = numbers.first, let last = numbers.last else { return "none" }
        if first == last { return "\(VolumeName(first))" }
        guard numbers.elementsEqual(first...max(first, last)) else {
            return numbers.map { "\(VolumeName($0))" }.joined(separator: ", ")
        }
        return "\(VolumeName(first)) to \(VolumeName(last))"
    }
}
