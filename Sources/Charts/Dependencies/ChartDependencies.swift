// SPDX-License-Identifier: Apache-2.0

import GoTemplate
import SemanticVersions

/// Decides which sub-charts of a chart take part, under which names, and which of their values the chart imports.
struct ChartDependencies {
    var log = ChartLog()
    /// The charts whose requirements have got their other names, by their paths with the names before any alias.
    ///
    /// Helm renames the requirements of a chart that appears twice only once, and the second one sees the new names.
    private var enabledPlaces: Set<String> = []
    /// The charts whose imports are done; a chart that appears twice imports only the first time.
    var importedPlaces: Set<String> = []

    init() {}

    /// The chart with the sub-charts that take part.
    mutating func resolved(_ chart: Chart, _ values: [Text: ChartValue]) throws(ChartError) -> Chart {
        var chart = chart
        try enable(&chart, values, "", place: chart.name)
        try importValues(&chart, place: chart.name)
        return chart
    }

    /// Whether a version of a chart fits a constraint; one of the two that cannot be read fits nothing.
    static func isCompatible(_ version: String, with constraint: String) -> Bool {
        guard let version = try? SemanticVersion(version), let constraint = try? VersionConstraint(constraint) else {
            return false
        }
        return constraint.allows(version)
    }

    private mutating func enable(
        _ chart: inout Chart,
        _ values: [Text: ChartValue],
        _ path: String,
        place: String
    ) throws(ChartError) {
        guard var requirements = chart.metadata.dependencies else {
            chart.keepsPlacesOnLoading = chart.nameOnLoading != nil
            return
        }
        if !enabledPlaces.insert(place).inserted {
            for index in requirements.indices where !requirements[index].alias.isEmpty {
                requirements[index].name = requirements[index].alias
            }
        }
        chart.dependencies = Self.named(chart.dependencies, &requirements)
        for index in requirements.indices { requirements[index].enabled = true }

        var coalescing = ChartCoalescing(keepsNulls: false, log: log)
        let merged = try coalescing.values(chart, values)
        log = coalescing.log
        applyTags(&requirements, merged)
        applyConditions(&requirements, merged, path)

        let disabled = Set(requirements.filter { !$0.enabled }.map(\.name))
        chart.dependencies.removeAll { disabled.contains($0.name) }
        requirements.removeAll { disabled.contains($0.name) }
        chart.metadata.dependencies = requirements.isEmpty ? nil : requirements
        for index in chart.dependencies.indices {
            let subchart = chart.dependencies[index]
            try enable(
                &chart.dependencies[index],
                merged,
                "\(path)\(subchart.name).",
                place: subchart.place(in: place)
            )
        }
    }

    /// The sub-charts without a requirement, then those with one, in the order of the requirements and with their new names.
    private static func named(_ charts: [Chart], _ requirements: inout [ChartDependency]) -> [Chart] {
        func fits(_ chart: Chart, _ requirement: ChartDependency) -> Bool {
            chart.name == requirement.name && isCompatible(chart.metadata.version, with: requirement.version)
        }
        var result = charts.filter { chart in !requirements.contains { fits(chart, $0) } }
        for index in requirements.indices {
            let requirement = requirements[index]
            if var chart = charts.first(where: { fits($0, requirement) }) {
                chart.nameOnLoading = chart.name
                if !requirement.alias.isEmpty { chart.metadata.name = requirement.alias }
                result.append(chart)
            }
            if !requirement.alias.isEmpty { requirements[index].name = requirement.alias }
        }
        return result
    }

    private mutating func applyTags(_ requirements: inout [ChartDependency], _ values: [Text: ChartValue]) {
        guard let tags = try? values.table("tags") else { return }
        for index in requirements.indices {
            var (isOn, isOff) = (false, false)
            for tag in requirements[index].tags ?? [] {
                switch tags[Text(tag)] {
                case nil: continue
                case .bool(true): isOn = true
                case .bool(false): isOff = true
                default:
                    let name = requirements[index].name
                    log.write("Warning: Tag '\(tag)' for chart \(name) returned non-bool value")
                }
            }
            requirements[index].enabled = isOn || !isOff
        }
    }

    private mutating func applyConditions(
        _ requirements: inout [ChartDependency],
        _ values: [Text: ChartValue],
        _ path: String
    ) {
        for index in requirements.indices {
            let condition = requirements[index].condition.drop(while: \.isWhitespace)
            for part in condition.trimmingTail.split(separator: ",") {
                guard let value = try? values.value(at: path + part) else { continue }
                if case .bool(let isOn) = value {
                    requirements[index].enabled = isOn
                    break
                }
                let name = requirements[index].name
                log.write("Warning: Condition path '\(part)' for chart \(name) returned non-bool value")
            }
        }
    }
}

extension Chart {
    /// The path of a sub-chart with the names before any alias.
    func place(in parent: String) -> String { "\(parent)/\(nameOnLoading ?? name)" }
}

extension Substring {
    fileprivate var trimmingTail: Substring {
        var rest = self
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        return rest
    }
}
