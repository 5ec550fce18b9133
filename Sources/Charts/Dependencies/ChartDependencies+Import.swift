// SPDX-License-Identifier: Apache-2.0

import GoTemplate

extension ChartDependencies {
    /// Puts the values that a chart imports from its sub-charts below its own, the deepest charts first.
    mutating func importValues(_ chart: inout Chart, place: String) throws(ChartError) {
        for index in chart.dependencies.indices {
            let inner = chart.dependencies[index].place(in: place)
            try importValues(&chart.dependencies[index], place: inner)
        }
        guard let requirements = chart.metadata.dependencies else { return }
        let isRepeated = !importedPlaces.insert(place).inserted
        var coalescing = ChartCoalescing(keepsNulls: true, log: log)
        var values = try coalescing.values(chart, [:])
        log = coalescing.log

        var imported: [Text: ChartValue] = [:]
        for index in requirements.indices {
            guard let imports = requirements[index].importValues else { continue }
            var shown: [ChartValue] = []
            for item in isRepeated ? [] : imports {
                guard let form = ImportedValues(item) else { continue }
                shown.append(form.shown)
                let table: [Text: ChartValue]
                do throws(ChartPathError) {
                    table = try values.table("\(requirements[index].name).\(form.child)")
                } catch {
                    let chart = form.isNamed ? "" : " from chart \(requirements[index].name)"
                    log.write("Warning: ImportValues missing table\(chart): \(error.message)")
                    continue
                }
                add(form.placed(table), to: &imported)
            }
            chart.metadata.dependencies?[index].importValues = shown
        }
        add(imported, to: &values)
        chart.values = .map(values)
    }

    private mutating func add(_ source: [Text: ChartValue], to table: inout [Text: ChartValue]) {
        var merging = ChartCoalescing(keepsNulls: true, log: log)
        merging.addTable(&table, source, "")
        log = merging.log
    }
}

/// An entry of `import-values`.
private struct ImportedValues {
    /// Where the values are in the sub-chart.
    let child: String
    /// Where they go in the chart; a point for its top.
    let parent: String
    /// Whether the entry is a name below `exports`.
    let isNamed: Bool

    init?(_ item: ChartValue) {
        switch item {
        case .string(let name):
            child = "exports.\(name.string)"
            parent = "."
            isNamed = true
        case .map(let entries):
            child = (entries["child"] ?? .null).value.printed.string
            parent = (entries["parent"] ?? .null).value.printed.string
            isNamed = false
        default: return nil
        }
    }

    /// The entry as templates see it.
    var shown: ChartValue { .map(["child": .string(Text(child)), "parent": .string(Text(parent))]) }

    /// The values at their place in the chart.
    func placed(_ table: [Text: ChartValue]) -> [Text: ChartValue] {
        guard parent != "." else { return table }
        let keys = parent.split(separator: ".", omittingEmptySubsequences: false)
        return keys.reversed().reduce(table) { [Text($1): .map($0)] }
    }
}
