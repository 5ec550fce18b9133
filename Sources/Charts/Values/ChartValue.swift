// SPDX-License-Identifier: Apache-2.0

package import GoTemplate

/// A value of `values.yaml` or of JSON, where every number is a 64-bit float.
package indirect enum ChartValue: Sendable, Equatable {
    case null
    case bool(Bool)
    case number(Double)
    case string(Text)
    case list([ChartValue])
    case map([Text: ChartValue])
}

extension ChartValue {
    /// The entries, if this is a map.
    package var entries: [Text: ChartValue]? {
        guard case .map(let entries) = self else { return nil }
        return entries
    }

    /// The value as templates have it.
    package var value: Value {
        switch self {
        case .null: .null
        case .bool(let value): .bool(value)
        case .number(let value): .float(value)
        case .string(let value): .string(value)
        case .list(let elements): .list(List(elements.map(\.value)))
        case .map(let entries): .map(Map(entries.mapValues(\.value)))
        }
    }
}
