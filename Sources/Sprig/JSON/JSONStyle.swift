// SPDX-License-Identifier: Apache-2.0

/// How JSON is written.
package struct JSONStyle: Sendable {
    /// Whether `<`, `>` and `&` are escaped, so that the text may stand in HTML.
    package var escapesHTML = true
    /// Whether each element gets a line of its own, two blanks deeper than what it belongs to.
    package var isIndented = false

    package init(escapesHTML: Bool = true, isIndented: Bool = false) {
        self.escapesHTML = escapesHTML
        self.isIndented = isIndented
    }
}
