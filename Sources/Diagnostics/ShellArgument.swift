// SPDX-License-Identifier: Apache-2.0

/// A text as an argument of a suggested command, quoted if a shell would interpret it.
package func shellArgument(_ text: String) -> String {
    let plain = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./:@%+=,-~".utf8)
    // Shells interpret a tilde only at the beginning, and no letters of other alphabets.
    let isPlain = !text.isEmpty && !text.hasPrefix("~") && text.utf8.allSatisfy { $0 >= 0x80 || plain.contains($0) }
    return isPlain ? text : "'\(text.replacing("'", with: #"'\''"#))'"
}
