// SPDX-License-Identifier: Apache-2.0

public import GoTemplate

/// A value of JSON whose numbers are all of floating point.
public indirect enum JSON: Sendable, Decodable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([JSON])
    case object([String: JSON])

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let bool = try? container.decode(Bool.self) {
            self = .bool(bool)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else if let string = try? container.decode(String.self) {
            self = .string(string)
        } else if let array = try? container.decode([JSON].self) {
            self = .array(array)
        } else {
            self = try .object(container.decode([String: JSON].self))
        }
    }

    /// A new value of templates.
    public var goValue: Value {
        switch self {
        case .null: .null
        case .bool(let bool): .bool(bool)
        case .number(let number): .float(number)
        case .string(let string): .string(Text(string))
        case .array(let array): .list(List(array.map(\.goValue)))
        case .object(let object):
            .map(Map(Dictionary(uniqueKeysWithValues: object.map { (Text($0), $1.goValue) })))
        }
    }
}
