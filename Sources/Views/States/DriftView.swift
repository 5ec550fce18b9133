// SPDX-License-Identifier: Apache-2.0

import Diagnostics
package import OCI
import Plans
import Resolution
package import Reviews
package import Runs
import States

/// What differs between a registry and its ledger.
package struct DriftView: ResultView {
    private let drift: FoundDrift
    /// The plans that repair it, by configuration; `nil` if none were asked for.
    private let repairs: [Repair]?

    /// A plan that repairs what differs.
    package struct Repair: Encodable, Sendable {
        private let configuration: String
        private let plan: Digest

        package init(of configuration: String, by plan: Digest) {
            self.configuration = configuration
            self.plan = plan
        }
    }

    package init(_ drift: FoundDrift, repairs: [Repair]? = nil) {
        self.drift = drift
        self.repairs = repairs
    }

    private struct Report: Encodable {
        struct Image: Encodable {
            var kind: String
            var destination: PlacedName
            var type: ImageType
            var expected: Digest
            var found: Digest?
            var like: PlacedName?
            var lost: [Digest]?
            var wantedBy: [String]
            var plan: Digest?

            enum CodingKeys: String, CodingKey {
                case kind, destination, type, expected, found, like, lost, plan
                case wantedBy = "wanted_by"
            }
        }

        var target: String
        var images: Int
        var deep: Bool
        var drift: [Image]
        var repairs: [Repair]?
    }

    package func text(_ style: TextStyle, _ isTerminal: Bool) -> String {
        let target = printable("\(drift.target)")
        let looked = drift.isDeep ? "with every manifest and blob" : "by name and digest"
        guard !drift.findings.isEmpty else {
            let images = drift.count == 1 ? "1 image is" : "all \(drift.count) images are"
            return "\(target): \(images) as the ledger says, compared \(looked).\n"
        }
        var lines = drift.findings.flatMap { $0.lines(style) }
        lines.append(
            "\(target): \(drift.findings.count) of \(counted(drift.count, "image")) differ, compared \(looked)."
        )
        if repairs == nil {
            let deep = drift.isDeep ? " \(OptionName.deep)" : ""
            let place = printable(shellArgument(drift.target.place.argument))
            lines.append("To plan the repair: mirror drift \(OptionName.repair)\(deep) \(OptionName.to) \(place)")
        }
        return lines.map { $0 + "\n" }.joined()
    }

    package func json() throws -> String {
        let images = drift.findings.map { finding in
            Report.Image(
                kind: finding.name,
                destination: finding.destination,
                type: finding.type,
                expected: finding.expected,
                found: finding.found,
                like: finding.like,
                lost: finding.lost,
                wantedBy: finding.wantedBy,
                plan: finding.plan
            )
        }
        let report = Report(
            target: "\(drift.target)",
            images: drift.count,
            deep: drift.isDeep,
            drift: images,
            repairs: repairs
        )
        return try CanonicalJSON.text(of: report)
    }
}

extension DriftFinding {
    fileprivate var name: String {
        switch kind {
        case .missing: "missing"
        case .overwritten: "overwritten"
        case .retagged: "retagged"
        case .damaged: "damaged"
        }
    }

    fileprivate var found: Digest? {
        switch kind {
        case .overwritten(let digest), .retagged(let digest, _): digest
        case .missing, .damaged: nil
        }
    }

    fileprivate var like: PlacedName? { if case .retagged(_, let like) = kind { like } else { nil } }

    fileprivate var lost: [Digest]? { if case .damaged(let lost) = kind { lost } else { nil } }

    fileprivate func lines(_ style: TextStyle) -> [String] {
        let what =
            switch kind {
            case .missing: "not there"
            case .overwritten(let digest): "\(digest.short), which the ledger does not know"
            case .retagged(let digest, let like): "\(digest.short), the content of \(printable("\(like)"))"
            case .damaged(let lost): "without \(listed(lost.map(\.short), most: 3))"
            }
        let since = plan.map { ", of plan \($0.short)" } ?? ""
        return [
            "\(style(.removed, name)) \(printable("\(destination)"))",
            "  found  \(what)",
            "  ledger \(expected.short)\(since), wanted by \(printable(listed(wantedBy)))",
        ]
    }
}
