// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Plans

/// What planning found out, one or more lines each.
package struct FindingsText {
    private let findings: [ReviewedFinding]
    private let style: TextStyle
    private let remark: String

    /// Renders findings; `remark` says how to see what the text leaves out.
    package init(_ findings: [ReviewedFinding], style: TextStyle, remark: String) {
        self.findings = findings
        self.style = style
        self.remark = remark
    }

    /// The most findings of a kind that are listed.
    ///
    /// The plan's file has each of them. Errors are always listed: no file has them.
    private static let limit = 40

    /// What is said in the same way of many images.
    private struct Kind: Hashable {
        let level: Check.Level
        let code: FindingCode

        init(_ finding: ReviewedFinding) {
            level = finding.level
            code = finding.code
        }
    }

    /// A remedy that many findings share is printed once, behind the last of them in a row.
    package var lines: [String] {
        let (listed, hidden) = folded
        let ends = Dictionary(listed.indices.map { (Kind(listed[$0]), $0) }) { max($0, $1) }
        return listed.indices.flatMap { index in
            let finding = listed[index]
            let level = finding.level
            let next = index + 1 < listed.count ? listed[index + 1] : nil
            let isShared = !finding.remedy.isEmpty && next?.remedy == finding.remedy
            let more = ends[Kind(finding)] == index ? hidden[Kind(finding), default: 0] : 0
            let place = finding.at.map { "\(printable($0)): " } ?? ""
            return ["\(place)\(style(level.role, level.rawValue)): \(printable(finding.summary))"]
                + (isShared ? [] : finding.remedy.map { "    \(printable($0))" })
                + (more > 0 ? ["    and \(counted(more, "more \(level.rawValue)")) of this kind (\(remark))"] : [])
        }
    }

    /// The findings that are listed, and how many more there are of each kind.
    private var folded: ([ReviewedFinding], [Kind: Int]) {
        var counts: [Kind: Int] = [:]
        let listed = findings.filter { finding in
            counts[Kind(finding), default: 0] += 1
            return finding.level == .error || counts[Kind(finding), default: 0] <= Self.limit
        }
        return (listed, counts.filter { $0.key.level != .error }.mapValues { $0 - Self.limit })
    }
}

extension Check.Level {
    fileprivate var role: TextStyle.Role {
        switch self {
        case .error: .removed
        case .warning: .changed
        case .note: .dim
        }
    }
}
