// SPDX-License-Identifier: Apache-2.0

import GoTemplate

/// Puts the values of the user above the defaults of a chart and of its sub-charts, as Helm does.
struct ChartCoalescing {
    private static let globals = Text("global")

    /// Whether null stays a value; otherwise it removes the default of its key.
    let keepsNulls: Bool
    var log: ChartLog

    /// The values of a chart with those of its sub-charts.
    mutating func values(_ chart: Chart, _ given: [Text: ChartValue]) throws(ChartError) -> [Text: ChartValue] {
        var values = given
        try coalesce(chart, &values, "")
        return values
    }

    private mutating func coalesce(
        _ chart: Chart,
        _ values: inout [Text: ChartValue],
        _ prefix: String
    ) throws(ChartError) {
        addDefaults(of: chart, &values, prefix.joined(chart.name))
        for subchart in chart.dependencies {
            let key = Text(subchart.name)
            let own: ChartValue = values[key] ?? .map([:])
            guard case .map(var inner) = own else {
                throw ChartError(
                    .values,
                    "type mismatch on \(subchart.name): \(Self.booleanVerb(own))",
                    remedy: "give the chart `\(subchart.name)` a mapping of values, or none"
                )
            }
            let path = prefix.joined(chart.name)
            addGlobals(to: &inner, from: values, path)
            // The entry is taken out while it changes, so that it is not copied.
            values[key] = nil
            try coalesce(subchart, &inner, path)
            values[key] = .map(inner)
        }
    }

    /// A value as Go's `%t` prints it, which Helm's message uses by mistake.
    private static func booleanVerb(_ value: ChartValue) -> String {
        formatted(Text("%t"), [value.value]).string
    }

    private mutating func addDefaults(of chart: Chart, _ values: inout [Text: ChartValue], _ path: String) {
        for (key, preset) in chart.values.entries ?? [:] {
            switch values[key] {
            case nil: values[key] = preset
            case .null where !keepsNulls: values[key] = nil
            case .map(var inner):
                guard case .map(let presets) = preset else {
                    if preset != .null { log.write("warning: skipped value for \(path).\(key.string): Not a table.") }
                    continue
                }
                values[key] = .null
                addTable(&inner, presets, path.joined(key.string))
                values[key] = .map(inner)
            default: continue
            }
        }
    }

    /// Adds the entries of a table that another one does not have.
    mutating func addTable(_ table: inout [Text: ChartValue], _ source: [Text: ChartValue], _ path: String) {
        for (key, value) in source {
            let name = path.joined(key.string)
            switch (table[key], value) {
            case (nil, _): table[key] = value
            case (.null, _) where !keepsNulls: table[key] = nil
            case (.map(var inner), .map(let entries)):
                table[key] = .null
                addTable(&inner, entries, name)
                table[key] = .map(inner)
            case (_, .map):
                log.write("warning: cannot overwrite table with non table for \(name) (\(value.value.printed.string))")
            case (.map, let value) where value != .null:
                log.write(
                    "warning: destination for \(name) is a table. Ignoring non-table value (\(value.value.printed.string))"
                )
            default: continue
            }
        }
    }

    /// Hands the globals of a chart down to a sub-chart; those of the chart win.
    private mutating func addGlobals(
        to inner: inout [Text: ChartValue],
        from values: [Text: ChartValue],
        _ path: String
    ) {
        guard case .map(var globals) = inner[Self.globals] ?? .map([:]) else {
            return log.write("warning: skipping globals because destination global is not a table.")
        }
        guard case .map(let given) = values[Self.globals] ?? .map([:]) else {
            return log.write("warning: skipping globals because source global is not a table.")
        }
        var merging = ChartCoalescing(keepsNulls: true, log: log)
        for (key, value) in given {
            switch (value, globals[key]) {
            case (.map(var table), .map(let own)):
                merging.addTable(&table, own, path.joined(key.string))
                globals[key] = .map(table)
            case (.map, nil): globals[key] = value
            case (.map, _):
                merging.log.write("Conflict: cannot merge map onto non-map for \(key.quoted.string). Skipping.")
            case (_, .map): merging.log.write("key \(key.string) is table. Skipping")
            default: globals[key] = value
            }
        }
        log = merging.log
        inner[Self.globals] = .map(globals)
    }
}

extension String {
    /// A path with one more key.
    fileprivate func joined(_ key: String) -> String { isEmpty ? key : "\(self).\(key)" }
}
