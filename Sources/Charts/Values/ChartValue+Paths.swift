// SPDX-License-Identifier: Apache-2.0

import GoTemplate

/// The errors of Helm's values by path.
enum ChartPathError: Error, Equatable {
    case noTable(String)
    case noValue(String)
    case emptyPath

    var message: String {
        switch self {
        case .noTable(let key): "\(Text(key).quoted.string) is not a table"
        case .noValue(let key): "\(Text(key).quoted.string) is not a value"
        case .emptyPath: "YAML path cannot be empty"
        }
    }
}

extension [Text: ChartValue] {
    /// The map at a path of keys with points in between.
    func table(_ path: String) throws(ChartPathError) -> [Text: ChartValue] {
        var table = self
        for key in path.split(separator: ".", omittingEmptySubsequences: false) {
            guard case .map(let inner) = table[Text(key)] else { throw .noTable(String(key)) }
            table = inner
        }
        return table
    }

    /// The value at a path, which must not be a map.
    func value(at path: String) throws(ChartPathError) -> ChartValue {
        guard !path.isEmpty else { throw .emptyPath }
        let keys = path.split(separator: ".", omittingEmptySubsequences: false)
        let key = keys.last.map(String.init) ?? ""
        guard let table = keys.count == 1 ? self : try? table(keys.dropLast().joined(separator: ".")),
            let value = table[Text(key)], value.entries == nil
        else { throw .noValue(key) }
        return value
    }
}
