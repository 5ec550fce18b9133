// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Plans

/// The findings of a plan, one or more lines each.
struct CheckView {
    let checks: [Check]
    let style: TextStyle

    /// The most findings of a kind that are listed.
    ///
    /// The plan's file has each of them. Errors are always listed: no file has them.
    private static let limit = 40

    /// What is said in the same way of many images.
    private struct Kind: Hashable {
        let level: Check.Level
        let code: String

        init(_ check: Check) {
            level = check.level
            code = check.code
        }
    }

    /// A remedy that many findings share is printed once, behind the last of them in a row.
    var lines: [String] {
        let (listed, hidden) = folded
        return listed.indices.flatMap { index in
            let check = listed[index]
            let (first, rest) = check.parts
            let isShared = index + 1 < listed.count && !rest.isEmpty && listed[index + 1].parts.rest == rest
            let isLast = !listed[(index + 1)...].contains { Kind($0) == Kind(check) }
            let more = isLast ? hidden[Kind(check), default: 0] : 0
            return [
                "\(check.at.map { "\(printable($0)): " } ?? "")\(style(check.role, check.level.rawValue)): \(first)"
            ]
                + (isShared ? [] : rest.map { "    \($0)" })
                + (more > 0
                    ? ["    and \(counted(more, "more \(check.level.rawValue)")) of this kind (--json has all)"] : [])
        }
    }

    /// The findings that are listed, and how many more there are of each kind.
    private var folded: ([Check], [Kind: Int]) {
        var counts: [Kind: Int] = [:]
        let listed = checks.filter { check in
            counts[Kind(check), default: 0] += 1
            return check.level == .error || counts[Kind(check), default: 0] <= Self.limit
        }
        return (listed, counts.filter { $0.key.level != .error }.mapValues { $0 - Self.limit })
    }
}

extension Check {
    /// The first line of the message, and the others.
    fileprivate var parts: (first: String, rest: [String]) {
        let lines = message.split(separator: "\n").map { printable(String($0)) }
        return (lines.first ?? "", Array(lines.dropFirst()))
    }

    fileprivate var role: TextStyle.Role {
        switch level {
        case .error: .removed
        case .warning: .changed
        case .note: .dim
        }
    }
}
