// SPDX-License-Identifier: Apache-2.0

/// The answer to a command line that neither mirrors nor deletes.
struct Answer: Sendable, Equatable {
    /// What goes to standard output.
    let text: String
    /// What is said beside it, without line feeds at the end.
    let notes: [String]

    init(_ text: String, notes: [String] = []) {
        self.text = text
        self.notes = notes
    }
}
