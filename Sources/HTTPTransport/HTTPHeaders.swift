// SPDX-License-Identifier: Apache-2.0

/// The header fields in the order they were added; names match in any letter case.
package struct HTTPHeaders: Sendable, Equatable, ExpressibleByDictionaryLiteral {
    /// One field.
    package struct Field: Sendable, Equatable {
        package let name: String
        package let value: String

        /// Whether the names are the same, apart from the case of ASCII letters.
        fileprivate func isNamed(_ other: String) -> Bool {
            func lowercased(_ byte: UInt8) -> UInt8 { (0x41...0x5a).contains(byte) ? byte | 0x20 : byte }
            return name.utf8.count == other.utf8.count
                && zip(name.utf8, other.utf8).allSatisfy { lowercased($0) == lowercased($1) }
        }
    }

    package private(set) var fields: [Field] = []

    package init() {}

    package init(dictionaryLiteral elements: (String, String)...) {
        for (name, value) in elements { add(name, value) }
    }

    /// Adds a field, and keeps others of the same name.
    package mutating func add(_ name: String, _ value: String) {
        fields.append(Field(name: name, value: value))
    }

    /// Returns every value of the field, in order.
    package func values(_ name: String) -> [String] {
        fields.filter { $0.isNamed(name) }.map(\.value)
    }

    /// The first value of the field; assigning replaces all of them.
    package subscript(name: String) -> String? {
        get { fields.first { $0.isNamed(name) }?.value }
        set {
            fields.removeAll { $0.isNamed(name) }
            if let newValue { add(name, newValue) }
        }
    }
}
