// SPDX-License-Identifier: Apache-2.0

/// Why a literal is no number, in Go's words.
struct NumberError: Error {
    let message: Text

    init(_ message: Text) { self.message = message }
}
