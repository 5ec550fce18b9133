// SPDX-License-Identifier: Apache-2.0

/// The lowest or the highest wanted version of an operator, written with one, two or three numbers.
///
/// Numbers that are left out are open: `1.2` as the highest version includes each 1.2.z, and as the lowest begins
/// with 1.2.0.
package struct VersionBound: Sendable, Hashable, CustomStringConvertible {
    /// The bound as it is written, without blanks around it.
    package let text: String
    /// The version that it names; missing numbers are 0.
    package let version: SemanticVersion
    /// The number of numbers that are written, from one to three.
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

    /// Whether a version is at most this; a pre-release of the version after the bound is not.
    package func isMetAsMaximum(by other: SemanticVersion) -> Bool {
        switch numbers {
        case 1: other.major <= version.major
        case 2: (other.major, other.minor) <= (version.major, version.minor)
        default: other <= version
        }
    }
}
