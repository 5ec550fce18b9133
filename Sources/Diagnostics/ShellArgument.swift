// SPDX-License-Identifier: Apache-2.0

/// A text as an argument of a command that is advised: in quotes where a shell would take it for something else.
package func shellArgument(_ text: String) -> String {
    let plain = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./:@%+=,-~".utf8)
    // Only a tilde at the beginning means something to a shell; letters of other alphabets mean nothing.
    let isPlain = !text.isEmpty && !text.hasPrefix("~") && text.utf8.allSatisfy { $0 >= 0x80 || plain.contains($0) }
    return isPlain ? text : "'\(text.replacing("'", with: #"'\''"#))'"
}
