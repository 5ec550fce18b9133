// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// What planning found out, one or more lines each.
package struct FindingsText {
    private let findings: [Finding]
    private let style: TextStyle
    private let remark: String

    /// Renders findings; `remark` says how to see what the text leaves out.
    package init(_ findings: [Finding], style: TextStyle, remark: String) {
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
        let severity: Finding.Severity
        let code: FindingCode

        init(_ finding: Finding) {
            severity = finding.severity
            code = finding.code
        }
    }

    /// Details that many findings share are printed once, behind the last of them in a row.
    package var lines: [String] {
        let (listed, hidden) = folded
        let ends = Dictionary(listed.indices.map { (Kind(listed[$0]), $0) }) { max($0, $1) }
        return listed.indices.flatMap { index in
            let finding = listed[index]
            let severity = finding.severity
            let next = index + 1 < listed.count ? listed[index + 1] : nil
            let isShared = !finding.details.isEmpty && next?.details == finding.details
            let more = ends[Kind(finding)] == index ? hidden[Kind(finding), default: 0] : 0
            let place = finding.place.map { "\(printable($0.description)): " } ?? ""
            return ["\(place)\(style(severity.role, severity.rawValue)): \(finding.summary)"]
                + (isShared ? [] : finding.details.map { "    \($0)" })
                + (more > 0 ? ["    and \(counted(more, "more \(severity.rawValue)")) of this kind (\(remark))"] : [])
        }
    }

    /// The findings that are listed, and how many more there are of each kind.
    private var folded: ([Finding], [Kind: Int]) {
        var counts: [Kind: Int] = [:]
        let listed = findings.filter { finding in
            counts[Kind(finding), default: 0] += 1
            return finding.severity == .error || counts[Kind(finding), default: 0] <= Self.limit
        }
        return (listed, counts.filter { $0.key.severity != .error }.mapValues { $0 - Self.limit })
    }
}

extension Finding.Severity {
    fileprivate var role: TextStyle.Role {
        switch self {
        case .error: .removed
        case .warning: .changed
        case .note: .dim
        }
    }
}
