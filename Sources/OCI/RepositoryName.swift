// SPDX-License-Identifier: Apache-2.0

/// The path of a repository inside its registry, such as `openshift/release` (distribution-spec, "Pulling manifests").
package struct RepositoryName: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let description: String

    /// The parts between the slashes.
    package var components: [String] { description.split(separator: "/").map(String.init) }

    /// Parses one or more components, each of lower-case letters and digits joined by `.`, `_`, `__` or dashes.
    package init(_ text: String) throws(ReferenceError) {
        guard !text.isEmpty else { throw ReferenceError(text: text, message: "the repository name is empty") }
        guard text.utf8.count <= 255 else {
            throw ReferenceError(text: text, message: "the repository name is longer than 255 characters")
        }
        for component in text.split(separator: "/", omittingEmptySubsequences: false) {
            if let message = Self.problem(of: component) { throw ReferenceError(text: text, message: message) }
        }
        description = text
    }

    private static func problem(of component: Substring) -> String? {
        if component.isEmpty { return "a part between slashes is empty" }
        if component.utf8.contains(where: \.isUppercaseLetter) {
            return "`\(component)` has upper-case letters, names are lower case"
        }
        var separator = ""
        var previousWasSeparator = true
        for byte in component.utf8 {
            if byte.isDigit || byte.isLowercaseLetter {
                guard separator.isEmpty || isValid(separator) else { return "`\(component)` has `\(separator)` inside" }
                separator = ""
                previousWasSeparator = false
            } else if byte == 0x2e || byte == 0x5f || byte == 0x2d {
                guard !(previousWasSeparator && separator.isEmpty) else {
                    return "`\(component)` does not begin with a letter or a digit"
                }
                separator.append(Character(UnicodeScalar(byte)))
                previousWasSeparator = true
            } else {
                return "`\(component)` has a character that is not a lower-case letter, a digit or one of `. _ -`"
            }
        }
        return separator.isEmpty ? nil : "`\(component)` does not end with a letter or a digit"
    }

    private static func isValid(_ separator: String) -> Bool {
        separator == "." || separator == "_" || separator == "__" || separator.allSatisfy { $0 == "-" }
    }

    package static func < (left: Self, right: Self) -> Bool { left.description < right.description }
}

/// A repository on a registry.
package struct Repository: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let host: RegistryHost
    package let name: RepositoryName

    package init(host: RegistryHost, name: RepositoryName) {
        self.host = host
        self.name = name
    }

    /// Parses `host/name`, as in plans and ledgers; the first component is always the host.
    package init(_ text: String) throws(ReferenceError) {
        guard let slash = text.utf8.firstIndex(of: .slash) else {
            throw ReferenceError(text: text, message: "expected `host/name`")
        }
        do {
            host = try RegistryHost(String(text[..<slash]))
            name = try RepositoryName(String(text[text.index(after: slash)...]))
        } catch {
            throw ReferenceError(text: text, message: error.message)
        }
    }

    package var description: String { "\(host)/\(name)" }

    package static func < (left: Self, right: Self) -> Bool { left.description < right.description }
}
