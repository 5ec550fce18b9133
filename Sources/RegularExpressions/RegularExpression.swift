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
    let handle: OpaquePointer

    /// Compiles a pattern.
    package init(_ pattern: String) throws(RegularExpressionError) {
        var pattern = pattern
        unsafe handle = pattern.withUTF8 { unsafe cre2_new($0.baseAddress, $0.count) }
        // From here on `deinit` frees the handle, even if this throws.
        if let message = unsafe cre2_error(handle) {
            var count = 0
            let part = unsafe UnsafeBufferPointer(start: cre2_error_part(handle, &count), count: count)
            throw RegularExpressionError(
                message: unsafe String(cString: message),
                kind: unsafe RegularExpressionError.Kind(rawValue: cre2_error_code(handle)) ?? .other,
                part: unsafe String(decoding: part.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            )
        }
    }

    deinit { unsafe cre2_free(handle) }

    /// Whether the pattern matches anywhere in a text.
    package func matches(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { unsafe cre2_matches(handle, $0.baseAddress, $0.count) }
    }
}
