// SPDX-License-Identifier: Apache-2.0

/// A command line that help shows.
struct CommandExample: Sendable, Equatable {
    /// What it does.
    let remark: String
    /// The words behind the tool's name.
    let words: String

    init(_ remark: String, _ words: String) {
        self.remark = remark
        self.words = words
    }
}
