// SPDX-License-Identifier: Apache-2.0

package import OCI

/// The beginning of a plan's id, as people name a recorded plan.
package struct PlanPrefix: Sendable, Equatable, CustomStringConvertible {
    /// The fewest digits: fewer could be the name of anything.
    package static let fewestDigits = 4

    /// The digits, in lower case.
    let digits: String

    /// Reads at least four hexadecimal digits, with or without `sha256:` in front; `nil` for another text.
    package init?(_ text: String) {
        let mark = "sha256:"
        let digits = (text.hasPrefix(mark) ? String(text.dropFirst(mark.count)) : text).lowercased()
        guard (Self.fewestDigits...64).contains(digits.utf8.count), digits.utf8.allSatisfy(Self.isDigit) else {
            return nil
        }
        self.digits = digits
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
    }

    /// Whether a plan's id begins so.
    package func matches(_ id: Digest) -> Bool { id.hex.hasPrefix(digits) }

    /// Whether the id in the name of a recorded plan's folder begins so, as far as the name goes.
    func matches(folder name: String) -> Bool { name.hasPrefix(digits) || digits.hasPrefix(name) }

    package var description: String { digits }
}
