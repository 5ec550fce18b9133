// SPDX-License-Identifier: Apache-2.0

/// What versions have to be, such as `>=1.2, <2 || ^3.1`.
///
/// Conditions beside each other hold together; one side of a `||` is enough. A condition with a pre-release allows
/// pre-releases, one without allows releases only.
package struct VersionConstraint: Sendable, Hashable, CustomStringConvertible {
    /// The text that was read.
    package let description: String
    /// The sides of the `||`.
    private let alternatives: [[VersionCondition]]

    /// Reads a constraint.
    package init(_ text: String) throws(SemanticVersionError) {
        description = text
        var alternatives: [[VersionCondition]] = []
        for side in Self.separate(Self.withoutRanges(text)) {
            alternatives.append(try Self.conditions(side))
        }
        self.alternatives = alternatives
    }

    /// Whether a version fulfills the constraint.
    package func allows(_ version: SemanticVersion) -> Bool {
        alternatives.contains { $0.allSatisfy { $0.allows(version) } }
    }

    /// Cuts a text at every `||`.
    private static func separate(_ text: String) -> [String] {
        var sides: [[UInt8]] = [[]]
        let bytes = Array(text.utf8)
        var index = 0
        let bar = UInt8(ascii: "|")
        while index < bytes.count {
            if bytes[index] == bar, index + 1 < bytes.count, bytes[index + 1] == bar {
                sides.append([])
                index += 2
            } else {
                sides[sides.count - 1].append(bytes[index])
                index += 1
            }
        }
        return sides.map { String(decoding: $0, as: UTF8.self) }
    }

    /// Reads the conditions of one side.
    private static func conditions(_ text: String) throws(SemanticVersionError) -> [VersionCondition] {
        var scanner = VersionScanner(text)
        var conditions: [VersionCondition] = []
        _ = scanner.take(while: VersionScanner.isSpace)
        while true {
            let comparison = comparison(&scanner)
            _ = scanner.take(while: VersionScanner.isSpace)
            guard let parts = scanner.version(numbers: .wildcards) else { throw .improperConstraint(text) }
            conditions.append(try VersionCondition(comparison, parts))
            let space = scanner.take(while: VersionScanner.isSpace)
            if scanner.isAtEnd { return conditions }
            let hasComma = scanner.take(",")
            guard hasComma || !space.isEmpty else { throw .improperConstraint(text) }
            _ = scanner.take(while: VersionScanner.isSpace)
        }
    }

    /// Takes the sign of a comparison; without one versions are compared as after `=`.
    private static func comparison(_ scanner: inout VersionScanner) -> VersionCondition.Comparison {
        if scanner.take("!=") { return .notEqual }
        if scanner.take(">=") || scanner.take("=>") { return .atLeast }
        if scanner.take("<=") || scanner.take("=<") { return .atMost }
        if scanner.take(">") { return .above }
        if scanner.take("<") { return .below }
        if scanner.take("~>") || scanner.take("~") { return .tilde }
        if scanner.take("^") { return .caret }
        _ = scanner.take("=")
        return .equal
    }

    /// Returns the text with `>= A, <= B` for every `A - B`.
    private static func withoutRanges(_ text: String) -> String {
        var scanner = VersionScanner(text)
        var result: [UInt8] = []
        while !scanner.isAtEnd {
            let start = scanner.position
            if let (lower, upper) = range(&scanner) {
                result += ">= \(lower), <= \(upper) ".utf8
            } else {
                result.append(scanner.bytes[start])
                scanner.move(to: start + 1)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// Takes `A - B` with the space around it.
    private static func range(_ scanner: inout VersionScanner) -> (lower: String, upper: String)? {
        _ = scanner.take(while: VersionScanner.isSpace)
        guard let lower = version(&scanner) else { return nil }
        guard !scanner.take(while: VersionScanner.isSpace).isEmpty, scanner.take("-") else { return nil }
        guard !scanner.take(while: VersionScanner.isSpace).isEmpty, let upper = version(&scanner) else { return nil }
        _ = scanner.take(while: VersionScanner.isSpace)
        return (lower, upper)
    }

    /// Takes a version and returns it as it is written.
    private static func version(_ scanner: inout VersionScanner) -> String? {
        let start = scanner.position
        guard scanner.version(numbers: .wildcards) != nil else { return nil }
        return String(decoding: scanner.bytes[start..<scanner.position], as: UTF8.self)
    }
}
