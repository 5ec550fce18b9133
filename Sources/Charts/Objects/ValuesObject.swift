// SPDX-License-Identifier: Apache-2.0

import GoTemplate

extension Map {
    /// The map as Helm's type of values, which has methods; both have the same entries.
    func asValues() -> Map {
        let map = self
        return Map(
            named: "chartutil.Values",
            sharing: map,
            methods: [
                "YAML": Function([], result: .string) { _ in .string(HelmYAML.text(.map(map)) + "\n") },
                "AsMap": Function([], result: .map(.any)) { _ in .map(map) },
                "Table": Function([.string], result: Self.valuesType) { arguments in
                    .map(try map.table(at: Self.path(arguments)).asValues())
                },
                "PathValue": Function([.string], result: .any) { arguments in
                    try map.value(at: Self.path(arguments))
                },
                "Encode": Function([.named("io.Writer", .interface)]) { _ in .null },
            ]
        )
    }

    static let valuesType = GoType.named("chartutil.Values", .map)

    private static func path(_ arguments: [Value]) -> String {
        guard case .string(let path) = arguments.first else { return "" }
        return path.string
    }

    /// The map at a path of keys with points in between.
    func table(at path: String) throws(FunctionError) -> Map {
        var table = self
        for key in path.split(separator: ".", omittingEmptySubsequences: false) {
            guard let inner = table.inner(String(key)) else {
                throw FunctionError(Text(ChartPathError.noTable(String(key)).message))
            }
            table = inner
        }
        return table
    }

    private func inner(_ key: String) -> Map? {
        guard case .map(let map) = entries[Text(key)], map.type == .map(.any) || map.type == Self.valuesType else {
            return nil
        }
        return map
    }

    /// The value at a path, which must not be a map.
    func value(at path: String) throws(FunctionError) -> Value {
        let keys = path.split(separator: ".", omittingEmptySubsequences: false)
        guard !path.isEmpty, let key = keys.last else { throw FunctionError(Text(ChartPathError.emptyPath.message)) }
        let table = keys.count == 1 ? self : try? table(at: keys.dropLast().joined(separator: "."))
        guard let table, let value = table.entries[Text(key)], table.inner(String(key)) == nil else {
            throw FunctionError(Text(ChartPathError.noValue(String(key)).message))
        }
        return value
    }
}
