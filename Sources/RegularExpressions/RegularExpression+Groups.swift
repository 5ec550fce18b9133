// SPDX-License-Identifier: Apache-2.0

import CRE2

/// Where a regular expression matches, and its groups.
extension RegularExpression {
    /// The names of the groups, the first of which is the whole match; `nil` for a group without one.
    package var groupNames: [String?] {
        let count = unsafe cre2_group_count(handle)
        var names: [String?] = [nil]
        for group in 0..<count {
            names.append(unsafe cre2_group_name(handle, group + 1).map { unsafe String(cString: $0) })
        }
        return names
    }

    /// Whether the pattern matches anywhere in bytes.
    package func matches(_ bytes: [UInt8]) -> Bool { firstMatch(in: bytes, from: 0, groupCount: 0) != nil }

    /// Returns where the first match from a position on is, and where its groups are.
    ///
    /// What stands before the position counts for `^` and `\b`. A group that is not part of the match is `nil`.
    ///
    /// - Parameters:
    ///   - bytes: The text, in UTF-8.
    ///   - start: Where to start, at most at the end of the text.
    ///   - groupCount: How many groups are of interest.
    /// - Returns: The match, followed by that many groups; `nil` without a match.
    package func firstMatch(in bytes: [UInt8], from start: Int, groupCount: Int) -> [Range<Int>?]? {
        var spans = [cre2_span](repeating: cre2_span(begin: -1, end: -1), count: groupCount + 1)
        // Unsafe: RE2 reads the bytes and writes the spans during the call.
        let isFound = unsafe bytes.withUnsafeBytes { bytes in
            let text = unsafe bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
            return unsafe cre2_find(handle, text, bytes.count, start, &spans, spans.count)
        }
        return isFound ? spans.map { $0.begin < 0 ? nil : $0.begin..<$0.end } : nil
    }
}
