// SPDX-License-Identifier: Apache-2.0

/// Two revisions of a repository, as git spells them: `main..HEAD`; what is left out is `HEAD`.
package struct RevisionRange: Sendable, Equatable {
    package let before: String
    package let after: String

    /// Reads `A..B`; `nil` for another text.
    package init?(_ text: String) {
        guard let dots = text.firstRange(of: ".."), !text[dots.upperBound...].hasPrefix(".") else { return nil }
        let ends = [String(text[..<dots.lowerBound]), String(text[dots.upperBound...])]
        // A path such as `../plan.json` is none.
        guard ends != ["", ""], !ends[1].hasPrefix("/"), !ends[0].hasSuffix("/"), !ends[1].contains("..") else {
            return nil
        }
        before = ends[0].isEmpty ? "HEAD" : ends[0]
        after = ends[1].isEmpty ? "HEAD" : ends[1]
    }
}
