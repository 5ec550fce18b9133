// SPDX-License-Identifier: Apache-2.0

/// The names of lists in JSON whose elements stand on one line each.
struct LineLists: Sendable, Equatable {
    /// What stands in front of such a list in compact JSON: `"name":`.
    private let fields: [[UInt8]]

    init(_ names: [String] = []) { fields = names.map { Array("\"\($0)\":".utf8) } }

    /// Whether compact JSON ends with the name of such a list.
    func contains(_ front: ArraySlice<UInt8>) -> Bool {
        guard front.last == 0x3a else { return false }
        return fields.contains { field in
            // In front of the name of a field is an opening brace or a comma; other bytes belong to a longer name.
            front.count > field.count && front.suffix(field.count).elementsEqual(field)
                && [0x7b, 0x2c].contains(front[front.endIndex - field.count - 1])
        }
    }
}
