// SPDX-License-Identifier: Apache-2.0

/// The fields of an object, found by name as oc-mirror finds them: in any letter case.
struct FieldTable<Field: RawRepresentable<String> & CaseIterable & Sendable>: Sendable {
    private struct Entry {
        let field: Field
        let name: [UInt8]
        let lowercased: [UInt8]
    }

    private let entries: [Entry]

    init(_: Field.Type) {
        entries = Field.allCases.map {
            Entry(field: $0, name: Array($0.rawValue.utf8), lowercased: Array($0.rawValue.lowercased().utf8))
        }
    }

    /// The number and the field of a name, exactly or else in another letter case.
    func find(_ name: ArraySlice<UInt8>) -> (number: Int, field: Field)? {
        for (number, entry) in entries.enumerated() where entry.name.count == name.count {
            if entry.name.elementsEqual(name) { return (number, entry.field) }
        }
        let lowercased = name.map { (0x41...0x5a).contains($0) ? $0 | 0x20 : $0 }
        return entries.firstIndex { $0.lowercased == lowercased }.map { ($0, entries[$0].field) }
    }

    /// The names, for a message that proposes the nearest one.
    var names: [String] { entries.map(\.field.rawValue) }
}
