// SPDX-License-Identifier: Apache-2.0

import GoTemplate

/// A struct of Go that templates read.
final class GoStruct: Object {
    /// A field with its names in templates and in JSON.
    struct Field {
        let name: String
        let value: Value
        /// The name in JSON.
        let key: String
        /// Whether JSON leaves the field out when it is empty.
        let isOmittedWhenEmpty: Bool
        /// Whether the fields of the value count as fields of this struct, too.
        let isEmbedded: Bool

        init(_ name: String, _ value: Value, _ key: String? = nil, omitsEmpty: Bool = false, isEmbedded: Bool = false) {
            self.name = name
            self.value = value
            self.key = key ?? name
            isOmittedWhenEmpty = omitsEmpty
            self.isEmbedded = isEmbedded
        }
    }

    let type: GoType
    let actionDescription: Text?
    private let fields: [Field]
    private let methods: [String: Function]

    init(
        _ type: String,
        kind: GoType.Kind = .struct,
        _ fields: [Field],
        methods: [String: Function] = [:],
        actionDescription: Text? = nil
    ) {
        self.type = .named(type, kind)
        self.fields = fields
        self.methods = methods
        self.actionDescription = actionDescription
    }

    func field(_ name: String) -> Value? {
        if let field = fields.first(where: { $0.name == name }) { return field.value }
        for field in fields where field.isEmbedded {
            if case .object(let object) = field.value, let value = object.field(name) { return value }
        }
        return nil
    }

    func method(_ name: String) -> Function? { methods[name] }

    var underlying: Underlying { .fields(fields.map { ($0.name, $0.value) }) }

    var json: Underlying {
        var result: [(name: String, value: Value)] = []
        for field in fields {
            if field.isEmbedded, case .object(let object) = field.value, case .fields(let inner) = object.json {
                result += inner
            } else if !field.isOmittedWhenEmpty || field.value.isTrue {
                result.append((field.key, field.value))
            }
        }
        return .fields(result)
    }

    func equals(_ other: any Object) -> Bool {
        guard let other = other as? GoStruct, other.type == type, other.fields.count == fields.count else {
            return false
        }
        return zip(fields, other.fields).allSatisfy { $0.value.isDeeplyEqual(to: $1.value) }
    }
}
