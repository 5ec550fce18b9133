// SPDX-License-Identifier: Apache-2.0

/// One comparison with a version, which may leave numbers open.
struct VersionCondition: Sendable, Hashable {
    enum Comparison: Sendable {
        /// As written; with open numbers any that fit.
        case equal
        case notEqual
        case above, atLeast, below, atMost
        /// The same minor version, or what of it is given.
        case tilde
        /// The same first number that is not zero.
        case caret
    }

    /// The first number that a condition leaves open.
    enum Opening: Sendable {
        case none, patch, minor, all
    }

    let comparison: Comparison
    /// The version, with zero for open numbers.
    let version: SemanticVersion
    let opening: Opening

    init(_ comparison: Comparison, _ parts: VersionScanner.Parts) throws(SemanticVersionError) {
        self.comparison = comparison
        var numbers = ["0", "0", "0"]
        if Self.isOpen(parts.major) {
            opening = .all
        } else if Self.isOpen(parts.minor) {
            opening = .minor
            numbers[0] = parts.major
        } else if Self.isOpen(parts.patch) {
            opening = .patch
            numbers[0] = parts.major
            numbers[1] = parts.minor ?? "0"
        } else {
            opening = .none
            numbers = [parts.major, parts.minor ?? "0", parts.patch ?? "0"]
        }
        let suffix = parts.prerelease.map { "-\($0)" } ?? ""
        guard let version = try? SemanticVersion(numbers.joined(separator: ".") + suffix) else {
            throw .constraintWithoutVersion
        }
        self.version = version
    }

    private static func isOpen(_ number: String?) -> Bool {
        number == nil || number == "x" || number == "X" || number == "*"
    }

    func allows(_ other: SemanticVersion) -> Bool {
        // A version that is ruled out as a whole rules out no pre-release.
        if comparison == .notEqual, opening == .none { return other != version }
        if !other.prerelease.isEmpty, version.prerelease.isEmpty { return false }
        return switch comparison {
        case .equal: opening == .none ? other == version : isNear(other)
        case .notEqual: differs(other)
        case .above: isAbove(other)
        case .atLeast: other >= version
        case .below: other < version
        case .atMost: isAtMost(other)
        case .tilde: isNear(other)
        case .caret: isCompatible(other)
        }
    }

    private func differs(_ other: SemanticVersion) -> Bool {
        if other.major != version.major { return true }
        if opening == .minor { return false }
        if other.minor != version.minor { return true }
        if opening == .all { return other != version }
        return SemanticVersion.comparePrereleases(other.prerelease, version.prerelease) != 0
    }

    /// Open numbers count as the largest: 1.5.0 is not above 1.
    private func isAbove(_ other: SemanticVersion) -> Bool {
        guard opening != .none, other.major == version.major else {
            return opening == .none ? other > version : other.major > version.major
        }
        return switch opening {
        case .minor: false
        case .patch: other.minor > version.minor
        case .none, .all: other > version
        }
    }

    /// Open numbers count as the largest: 1.5.0 is at most 1.
    private func isAtMost(_ other: SemanticVersion) -> Bool {
        if opening == .none { return other <= version }
        if other.major != version.major { return other.major < version.major }
        return opening == .minor || other.minor <= version.minor
    }

    private func isNear(_ other: SemanticVersion) -> Bool {
        if other < version { return false }
        let isZero = version.major == 0 && version.minor == 0 && version.patch == 0
        if isZero, opening != .minor, opening != .patch { return true }
        return other.major == version.major && (opening == .minor || other.minor == version.minor)
    }

    private func isCompatible(_ other: SemanticVersion) -> Bool {
        if other < version { return false }
        if version.major > 0 || opening == .minor || other.major > 0 { return other.major == version.major }
        if version.minor > 0 || opening == .patch || other.minor > 0 { return other.minor == version.minor }
        return other.patch == version.patch
    }
}
