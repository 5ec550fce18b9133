// SPDX-License-Identifier: Apache-2.0

/// A version by the rules of semver.org 2.0.0.
///
/// Versions that differ only in build metadata are equal, because neither precedes the other.
package struct SemanticVersion: Sendable, Comparable, Hashable, CustomStringConvertible {
    package let major: UInt64
    package let minor: UInt64
    package let patch: UInt64
    /// The parts after `-`.
    package let prerelease: [Identifier]
    /// The parts after `+`.
    package let build: [String]

    /// A part of a pre-release; numbers precede names.
    package enum Identifier: Sendable, Hashable, Comparable, CustomStringConvertible {
        case number(UInt64)
        case name(String)

        package var description: String {
            switch self {
            case .number(let number): String(number)
            case .name(let name): name
            }
        }

        package static func < (left: Self, right: Self) -> Bool {
            switch (left, right) {
            case (.number(let first), .number(let second)): first < second
            case (.number, .name): true
            case (.name, .number): false
            case (.name(let first), .name(let second)): first.utf8.lexicographicallyPrecedes(second.utf8)
            }
        }
    }

    /// Parses `major.minor.patch[-prerelease][+build]` and nothing else.
    package init(_ text: String) throws(VersionError) {
        func fail(_ message: String) -> VersionError { VersionError(text: text, message: message) }
        var rest = text[...]
        build = try Self.takeSuffix("+", from: &rest, of: text)
        prerelease = try Self.takeSuffix("-", from: &rest, of: text).map { identifier throws(VersionError) in
            guard identifier.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return .name(identifier) }
            guard let number = Self.number(identifier[...]) else {
                throw fail("the number `\(identifier)` begins with 0 or is too large")
            }
            return .number(number)
        }
        let parts = rest.split(separator: ".", omittingEmptySubsequences: false)
        guard text.utf8.first != UInt8(ascii: "v") else { throw fail("leave out the `v`, as in 4.16.3") }
        guard parts.count == 3 else { throw fail("expected three numbers as in 4.16.3") }
        let numbers = try parts.map { part throws(VersionError) in
            guard let number = Self.number(part) else {
                throw fail(
                    part.utf8.allSatisfy { (0x30...0x39).contains($0) } && !part.isEmpty
                        ? "the number `\(part)` begins with 0 or is too large"
                        : "expected a number in place of `\(part)`, as in 4.16.3"
                )
            }
            return number
        }
        (major, minor, patch) = (numbers[0], numbers[1], numbers[2])
    }

    /// Parses a version as operator catalogs write it: `v` may precede it, minor and patch may be missing, and
    /// numbers may begin with zeros.
    package init(tolerating text: String) throws(VersionError) {
        var rest = text[...].trimmingBlanks
        if rest.first == "v" { rest = rest.dropFirst() }
        let end = rest.firstIndex { $0 == "-" || $0 == "+" } ?? rest.endIndex
        var numbers = rest[..<end].split(separator: ".", omittingEmptySubsequences: false).map { part in
            let significant = part.drop { $0 == "0" }
            return significant.isEmpty && !part.isEmpty ? "0" : String(significant)
        }
        guard numbers.count >= 3 || end == rest.endIndex else {
            throw VersionError(text: text, message: "a pre-release needs all three numbers before it")
        }
        while numbers.count < 3 { numbers.append("0") }
        do {
            try self.init(numbers.joined(separator: ".") + rest[end...])
        } catch {
            throw VersionError(text: text, message: error.message)
        }
    }

    private static func number(_ text: Substring) -> UInt64? {
        guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        guard text.utf8.count == 1 || text.utf8.first != 0x30 else { return nil }
        return UInt64(text)
    }

    private static func takeSuffix(
        _ mark: Character,
        from rest: inout Substring,
        of text: String
    ) throws(VersionError) -> [String] {
        guard let index = rest.firstIndex(of: mark) else { return [] }
        let suffix = rest[rest.index(after: index)...]
        rest = rest[..<index]
        return try suffix.split(separator: ".", omittingEmptySubsequences: false).map { part throws(VersionError) in
            guard !part.isEmpty, part.utf8.allSatisfy(\.isLetterDigitOrDash) else {
                throw VersionError(text: text, message: "after the `\(mark)`, expected letters, digits and dashes")
            }
            return String(part)
        }
    }

    package var description: String {
        "\(major).\(minor).\(patch)"
            + (prerelease.isEmpty ? "" : "-" + prerelease.map(\.description).joined(separator: "."))
            + (build.isEmpty ? "" : "+" + build.joined(separator: "."))
    }

    package static func == (left: Self, right: Self) -> Bool {
        (left.major, left.minor, left.patch) == (right.major, right.minor, right.patch)
            && left.prerelease == right.prerelease
    }

    package static func < (left: Self, right: Self) -> Bool {
        let (first, second) = ((left.major, left.minor, left.patch), (right.major, right.minor, right.patch))
        guard first == second else { return first < second }
        // A release follows its pre-releases.
        guard !left.prerelease.isEmpty, !right.prerelease.isEmpty else {
            return !left.prerelease.isEmpty && right.prerelease.isEmpty
        }
        return left.prerelease.lexicographicallyPrecedes(right.prerelease)
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(major)
        hasher.combine(minor)
        hasher.combine(patch)
        hasher.combine(prerelease)
    }
}

/// An error that a text is not a version.
package struct VersionError: Error, Sendable, Equatable, CustomStringConvertible {
    package let text: String
    package let message: String

    package init(text: String, message: String) {
        self.text = text
        self.message = message
    }

    package var description: String { "`\(text)`: \(message)" }
}

extension Substring {
    fileprivate var trimmingBlanks: Substring {
        var result = drop(while: \.isWhitespace)
        while result.last?.isWhitespace == true { result.removeLast() }
        return result
    }
}

extension UInt8 {
    fileprivate var isLetterDigitOrDash: Bool {
        switch self {
        case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d: true
        default: false
        }
    }
}
