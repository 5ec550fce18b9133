// SPDX-License-Identifier: Apache-2.0

package import Reviews

/// A list that is shown as a table.
package protocol ListView: ResultView {
    func table(_ style: TextStyle, _ isTerminal: Bool) -> TableView
}

extension ListView {
    package func text(_ style: TextStyle, _ isTerminal: Bool) -> String { table(style, isTerminal).text }
}
