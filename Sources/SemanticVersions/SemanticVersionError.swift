// SPDX-License-Identifier: Apache-2.0

/// An error that a text is no version, or no constraint on versions.
///
/// The descriptions are the words that users of charts know from Helm.
package enum SemanticVersionError: Error, Hashable, CustomStringConvertible {
    case invalidVersion
    /// A number beyond 64 bits.
    case numberTooLarge(String)
    /// A number of a pre-release that starts with a zero.
    case leadingZero
    case invalidPrerelease
    case invalidMetadata
    /// A text that is no constraint; the part between two `||`.
    case improperConstraint(String)
    /// A constraint with a version that is none.
    case constraintWithoutVersion

    package var description: String {
        switch self {
        case .invalidVersion: "Invalid Semantic Version"
        case .numberTooLarge(let number):
            "Error parsing version segment: strconv.ParseUint: parsing \"\(number)\": value out of range"
        case .leadingZero: "Version segment starts with 0"
        case .invalidPrerelease: "Invalid Prerelease string"
        case .invalidMetadata: "Invalid Metadata string"
        case .improperConstraint(let text): "improper constraint: \(text)"
        case .constraintWithoutVersion: "constraint Parser Error"
        }
    }
}
