// SPDX-License-Identifier: Apache-2.0

/// Whether a message has words of libyaml in it, which help nobody who did not write the parser.
package func hasRawWords(_ text: String) -> Bool {
    [
        "did not find expected", "did not find the expected", "did not find URI", "could not find expected",
        "mapping values are not", "mapping keys are not", "block sequence entries", "cannot start any token",
        "while scanning", "while parsing", "found unexpected", "found unknown", "found undefined", "found duplicate",
        "found incompatible", "found extremely", "found a tab", "found an indentation", "found invalid", "found an incorrect",
        "found character", "UTF-8 octet", "octet sequence", "Unicode character", "control characters are", "input error",
        "simple key", "flow node", "block node", "block collection", "block mapping", "flow sequence", "flow mapping",
        "stream-start", "document start", "node content", "plain scalar", "quoted scalar", "block scalar", "surrogate",
        "\u{10fffd}",
    ].contains { text.contains($0) }
}
