// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// The findings of planning, one or more lines each.
package struct FindingsText {
    private let findings: [Finding]
    private let style: TextStyle
    private let remark: String

    /// Renders findings; `remark` says how to see the omitted ones.
    package init(_ findings: [Finding], style: TextStyle, remark: String) {
        self.findings = findings
        self.style = style
        self.remark = remark
    }

    /// The maximum number of findings of a kind that are listed.
    ///
    /// The plan's file has all of them. Errors are always listed: they are in no file.
    private static let limit = 40

    /// The common part of findings about many images.
    private struct Kind: Hashable {
        let severity: Finding.Severity
        let code: FindingCode

        init(_ finding: Finding) {
            severity = finding.severity
            code = finding.code
        }
    }

    /// Details that several findings in a row share are printed once, after the last of them.
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

    /// The findings that are listed, and the number of omitted ones of each kind.
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
