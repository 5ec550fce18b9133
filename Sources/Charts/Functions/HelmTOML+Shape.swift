// SPDX-License-Identifier: Apache-2.0

import GoTemplate

extension HelmTOML {
    /// What a value is in TOML.
    enum Shape {
        case nothing
        case element
        case table([Text: Value])
        /// A list that has only tables.
        case tables([[Text: Value]])

        init(_ value: Value) throws {
            switch value {
            case .null: self = .nothing
            case .map(let map): self = map.isNil ? .nothing : .table(map.entries)
            case .list(let list): self = try Self.list(list)
            case .object(let object) where HelmTOML.text(of: object) != nil: self = .element
            case .object(let object):
                switch object.underlying {
                case .value(let inner): self = try Shape(inner)
                case .fields(let fields): self = .table(HelmTOML.entries(fields))
                }
            default: self = .element
            }
        }

        private static func list(_ list: List) throws -> Shape {
            if list.isNil { return .nothing }
            var tables: [[Text: Value]] = []
            for element in list.elements {
                switch try Shape(element) {
                case .nothing: throw Problem(message: "toml: cannot encode array with nil element")
                case .table(let entries): tables.append(entries)
                default: continue
                }
            }
            return tables.isEmpty || tables.count < list.elements.count ? .element : .tables(tables)
        }

        var isTable: Bool {
            switch self {
            case .table, .tables: true
            case .nothing, .element: false
            }
        }

        var isNothing: Bool {
            guard case .nothing = self else { return false }
            return true
        }
    }
}
