// SPDX-License-Identifier: Apache-2.0

package import GoTemplate

/// Values as texts.
extension Value {
    /// The value as text, as most functions take it: bytes are the text itself, not a list of numbers.
    package var asText: Text {
        switch self {
        case .string(let text): text
        case .list(let list) where list.element == .integer(.uint8): Text(list.bytes)
        case .object(let object): object.description ?? printed
        default: printed
        }
    }

    /// The elements of a list as texts without those that are no value; any other value as the only element.
    var asTexts: [Text] {
        switch self {
        case .null: []
        case .list(let list): list.elements.filter { !$0.isNull }.map(\.asText)
        case .object(let object):
            if case .value(.list(let list)) = object.underlying {
                list.elements.filter { !$0.isNull }.map(\.asText)
            } else {
                [asText]
            }
        default: [asText]
        }
    }

    var isNull: Bool {
        if case .null = self { true } else { false }
    }
}

extension List {
    /// The bytes of a list of Go's type `[]byte`.
    package var bytes: [UInt8] {
        elements.map { if case .integer(let number, _) = $0 { UInt8(truncatingIfNeeded: number) } else { 0 } }
    }

    /// Makes a list of Go's type `[]byte`.
    package init(bytes: [UInt8]) {
        self.init(bytes.map { .integer(Int64($0), .uint8) }, of: .integer(.uint8))
    }
}
