// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The locale that lets libarchive understand names that are not ASCII.
///
/// A Swift program runs in the C locale, where libarchive fails to convert such names. The locale is set only for the
/// thread and the call: `setlocale` would change it for every thread.
// Safe: the system keeps a locale that is never freed.
@safe
struct UTF8Locale: @unchecked Sendable {
    // Unchecked: the locale is never changed or freed.
    private let locale: locale_t?

    private static let shared = unsafe Self(locale: newlocale(CInt(1) << CInt(LC_CTYPE), "C.UTF-8", nil))

    /// Calls `body` in the locale.
    static func use<Result, Failure: Error>(_ body: () throws(Failure) -> Result) throws(Failure) -> Result {
        guard let locale = unsafe shared.locale else { return try body() }
        let previous = unsafe uselocale(locale)
        defer { unsafe uselocale(previous) }
        return try body()
    }
}
