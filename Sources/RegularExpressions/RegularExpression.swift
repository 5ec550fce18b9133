// SPDX-License-Identifier: Apache-2.0

import CRE2

/// A regular expression of RE2, which may match anywhere in a text.
///
/// The file format promises RE2's syntax, and RE2's time grows only with the length of the text. `Regex` and
/// `NSRegularExpression` backtrack, so that a pattern such as `(a*)*b` would hang the run.
///
/// It is `Sendable` because the handle never changes and RE2 lets any number of threads match with one object at the
/// same time.
// Safe: the handle lives as long as this object, and RE2 keeps no pointer to a text.
@safe
package final class RegularExpression: @unchecked Sendable {
    private let handle: OpaquePointer

    /// Compiles a pattern.
    package init(_ pattern: String) throws(RegularExpressionError) {
        var pattern = pattern
        unsafe handle = pattern.withUTF8 { unsafe cre2_new($0.baseAddress, $0.count) }
        // From here on `deinit` frees the handle, even if this throws.
        if let message = unsafe cre2_error(handle) {
            throw RegularExpressionError(message: unsafe String(cString: message))
        }
    }

    deinit { unsafe cre2_free(handle) }

    /// Whether the pattern matches anywhere in a text.
    package func matches(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { unsafe cre2_matches(handle, $0.baseAddress, $0.count) }
    }
}

/// An error that a text is not a regular expression.
package struct RegularExpressionError: Error, Equatable, CustomStringConvertible {
    /// RE2's message about the text.
    package let message: String

    package var description: String { message }
}
