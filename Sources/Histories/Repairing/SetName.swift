// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import Ledger
import OCI

/// A set's name as a user gives it: the id of its plan, or the beginning of it.
struct SetName {
    private let name: String

    init(_ name: String) { self.name = name }

    /// The minimum number of digits that name a plan.
    private static let shortest = 4

    /// Returns the only matching set of a history; throws ``SetNameError`` if no set matches, or several do.
    func find(in history: ArchiveHistory, of target: String) throws(SetNameError) -> CarriedSet {
        let digits = (name.hasPrefix("sha256:") ? name.dropFirst("sha256:".count) : name[...]).lowercased()
        let found = history.sets.filter { $0.plan.hex.hasPrefix(digits) }
        if found.count == 1, digits.count >= Self.shortest { return found[0] }
        let gone = history.forgotten.filter { $0.plan.hex.hasPrefix(digits) }
        let shorts = history.sets.map(\.plan.short)
        let problem =
            if digits.count < Self.shortest {
                "expected the id of a plan, or at least \(Self.shortest) digits of its beginning"
            } else if found.count > 1 {
                "several ids begin with it: \(found.map(\.plan.short).joined(separator: ", ")); write more digits"
            } else if let gone = gone.first {
                "the set \(gone.plan.short) was forgotten before"
            } else if let nearest = nearestName(to: String(digits.prefix(12)), among: shorts) {
                "the history has no such set; did you mean \(nearest)?"
            } else {
                "the history has no such set"
            }
        throw SetNameError(name: name, target: target, problem: problem)
    }
}

/// An error that a name does not match exactly one set of the history.
package struct SetNameError: ExplainedError, Sendable, Equatable {
    package let name: String
    let target: String
    package let problem: String

    package var explanation: Explanation {
        Explanation(
            "\(OptionName.forget) \(name): \(problem)",
            remedy: "`mirror history \(OptionName.to) \(shellArgument(target))` lists the sets."
        )
    }
}
