// SPDX-License-Identifier: Apache-2.0

import Charts
import Diagnostics

/// The one finding about a chart that fails.
struct ChartFault {
    /// What people call the chart.
    let title: String
    /// The part of the configuration that asks for it.
    let path: String
    let location: SourceLocation
    let error: any Error

    /// What becomes of the plan.
    enum Consequence {
        case error
        /// The chart is left out, and the rest goes on.
        case warning
        /// It could be left out, but then pruning would delete its images.
        case errorForPruning
    }

    /// The finding.
    func finding(_ consequence: Consequence) -> Finding {
        let isAllowed = consequence == .warning
        // A file of values has findings of its own; the first says enough.
        let own = (error as? FindingsError)?.errors.first
        let found = own?.explanation ?? Explanation(error)
        let place = (error as? ChartError)?.place.map { "\($0.file)\($0.line.map { ":\($0)" } ?? "")" }
        let summary =
            isAllowed
            ? "\(title) is left out: \(found.summary)" : "\(title): \(found.summary)"
        let causes: [String?] = [
            place.flatMap { found.summary.contains($0) ? nil : "at \($0)" }, found.cause, "asked for by `\(path)`",
        ]
        return Finding(
            isAllowed ? .warning : .error,
            .chartFailed,
            summary,
            cause: causes.compactMap(\.self).joined(separator: "\n"),
            remedy: remedy(found, consequence),
            at: location
        )
    }

    private func remedy(_ found: Explanation, _ consequence: Consequence) -> String? {
        let more: String? =
            switch consequence {
            case .error: "To plan without this chart, use \(OptionName.allowMissing)."
            case .warning: nil
            case .errorForPruning:
                "Without this chart \(OptionName.prune) would delete its images: plan without \(OptionName.prune)."
            }
        let texts = [found.remedy ?? values, more].compactMap(\.self)
        return texts.isEmpty ? nil : texts.joined(separator: "\n")
    }

    /// How values are given, for a chart that says that it lacks some.
    private var values: String? {
        guard let step = (error as? ChartError)?.step, [.values, .schema, .execution, .refusal].contains(step) else {
            return nil
        }
        return "If the chart needs values, give them with `values` or `valuesFiles` beside the chart."
    }
}
