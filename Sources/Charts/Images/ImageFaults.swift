// SPDX-License-Identifier: Apache-2.0

import Diagnostics

/// Collects findings; a fault that several places share is one.
struct ImageFaults {
    private struct Key: Hashable {
        let code: FindingCode
        let summary: String
    }

    private struct Group {
        let fault: ImageMention.Fault
        let place: SourceLocation
        var uses: [ChartImageUse]
    }

    private enum Entry {
        case finding(Finding)
        case group(Key)
    }

    /// The most places that one finding names.
    private static let mostNamed = 5

    private var order: [Entry] = []
    private var groups: [Key: Group] = [:]

    /// Adds a finding as it is.
    mutating func report(_ finding: Finding) { order.append(.finding(finding)) }

    /// Adds a fault of a place.
    mutating func report(_ fault: ImageMention.Fault, of use: ChartImageUse, at place: SourceLocation) {
        let key = Key(code: fault.code, summary: fault.summary)
        if let group = groups[key] {
            if !group.uses.contains(use) { groups[key]?.uses.append(use) }
            return
        }
        order.append(.group(key))
        groups[key] = Group(fault: fault, place: place, uses: [use])
    }

    var findings: [Finding] {
        order.compactMap { entry in
            switch entry {
            case .finding(let finding): finding
            case .group(let key): groups[key].map(finding)
            }
        }
    }

    private func finding(_ group: Group) -> Finding {
        var lines = group.uses.prefix(Self.mostNamed).map {
            "\($0.object), \($0.path), line \($0.line) of \($0.template)"
        }
        let more = group.uses.count - lines.count
        if more > 0 { lines.append("and \(counted(more, "more place"))") }
        return Finding(
            .warning,
            group.fault.code,
            "chart \(group.uses[0].chart): \(group.fault.summary)",
            cause: lines.joined(separator: "\n"),
            remedy: group.fault.remedy,
            at: group.place
        )
    }
}
