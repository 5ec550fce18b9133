// SPDX-License-Identifier: Apache-2.0

import GoTemplate

/// Values that a user gives to a chart, in a file or inline.
package struct ChartValues: Sendable, Equatable {
    /// The top-level entries; always a map.
    package let value: ChartValue

    package init(_ value: ChartValue) { self.value = value }

    /// Reads a file of values.
    package init(yaml: [UInt8], file: String) throws(ChartError) {
        try self.init(yaml: yaml, file: file, "failed to parse \(file): ")
    }

    init(yaml: [UInt8], file: String, _ step: String) throws(ChartError) {
        do throws(YAMLProblem) {
            value = .map(try Self.entries(yaml))
        } catch {
            throw ChartError(
                .values,
                step + error.message,
                at: ChartError.Place(file: file, line: error.line),
                remedy: "correct the YAML in \(file)"
            )
        }
    }

    /// The entries of a mapping of YAML; none for an empty text.
    static func entries(_ yaml: [UInt8]) throws(YAMLProblem) -> [Text: ChartValue] {
        let datum: YAMLDatum
        do throws(YAMLProblem) {
            datum = try GoYAMLReader.read(yaml)
        } catch {
            throw YAMLProblem(message: error.converting, line: error.line)
        }
        switch datum {
        case .null: return [:]
        case .map(let entries): return entries.mapValues(\.chartValue)
        default: throw YAMLProblem(message: datum.mismatch(with: "map[string]interface {}"))
        }
    }

    /// The entries of several values, where later ones win and maps are merged.
    static func merged(_ values: [ChartValues]) -> [Text: ChartValue] {
        values.reduce([:]) { merge($0, $1.value.entries ?? [:]) }
    }

    private static func merge(_ earlier: [Text: ChartValue], _ later: [Text: ChartValue]) -> [Text: ChartValue] {
        earlier.merging(later) { before, after in
            guard case .map(let inner) = before, case .map(let outer) = after else { return after }
            return .map(merge(inner, outer))
        }
    }
}

extension YAMLDatum {
    /// The message that a value has not the type that Go's decoder wants.
    func mismatch(with type: String) -> String {
        "error unmarshaling JSON: while decoding JSON: json: cannot unmarshal \(jsonKind) into Go value of type \(type)"
    }
}
