// SPDX-License-Identifier: Apache-2.0

/// The lowest or the highest version of an operator that is wanted, written with one, two or three numbers.
///
/// What a bound leaves out is open: `1.2` as the highest version takes each 1.2.z, and as the lowest begins with 1.2.0.
package struct VersionBound: Sendable, Hashable, CustomStringConvertible {
    /// The bound as it is written, without blanks around it.
    package let text: String
    /// The version that it names; numbers that are not written are 0.
    package let version: SemanticVersion
    /// How many of the three numbers are written.
    package let numbers: Int

    /// Parses a bound as `SemanticVersion(tolerating:)` does.
    package init(_ text: String) throws(VersionError) {
        version = try SemanticVersion(tolerating: text)
        let trimmed = text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed()
        self.text = String(trimmed)
        numbers = trimmed.prefix { $0 != "-" && $0 != "+" }.split(separator: ".").count
    }

    package var description: String { text }

    /// Whether a version is at least this.
    package func isMetAsMinimum(by other: SemanticVersion) -> Bool { version <= other }

    /// Whether a version is at most this; a pre-release of what follows the bound is not.
    package func isMetAsMaximum(by other: SemanticVersion) -> Bool {
        switch numbers {
        case 1: other.major <= version.major
        case 2: (other.major, other.minor) <= (version.major, version.minor)
        default: other <= version
        }
    }
}
