// SPDX-License-Identifier: Apache-2.0

import Diagnostics

/// What a command does at present, and how much of it is done.
package struct Activity: Sendable, Equatable {
    /// How an amount is spelled.
    package enum Unit: Sendable, Equatable {
        case bytes
        /// Things, with their name if the words of the activity do not give it: `repositories`.
        case things(String?)
    }

    /// The activity in a few words: `looking at images`.
    package let what: String
    /// What is done; `nil` if that is not counted.
    package let done: Int64?
    /// What is to be done; `nil` if that is not known.
    package let all: Int64?
    package let unit: Unit

    package init(_ what: String, done: Int64? = nil, of all: Int64? = nil, _ unit: Unit = .bytes) {
        self.what = what
        self.done = done
        self.all = all
        self.unit = unit
    }

    package init(_ what: String, count: Int, of all: Int, _ things: String? = nil) {
        self.init(what, done: Int64(count), of: Int64(all), .things(things))
    }

    /// The activity with its amounts.
    package var text: String {
        guard let amount else { return printable(what) }
        return "\(printable(what)): \(amount)"
    }

    private var amount: String? {
        guard let done else { return nil }
        switch (unit, all) {
        case (.bytes, let all?):
            let (done, all) = ByteCount.pair(done, all)
            return "\(done) of \(all)"
        case (.bytes, nil): return ByteCount.text(done)
        case (.things(let name), let all):
            return "\(done)" + (all.map { " of \($0)" } ?? "") + (name.map { " \($0)" } ?? "")
        }
    }
}
