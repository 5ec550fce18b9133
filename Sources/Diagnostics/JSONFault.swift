// SPDX-License-Identifier: Apache-2.0

/// What is wrong with a JSON text that could not be decoded.
package struct JSONFault: Sendable, Equatable {
    /// Where in the text, such as `spec.tags[3].name`; `nil` for all of it.
    package let place: String?
    package let message: String

    /// Reads the error of a decoder.
    package init(_ error: any Error) {
        switch error {
        case DecodingError.keyNotFound(let key, let context):
            place = Self.place(context)
            message = "expected a field `\(printable(key.stringValue))` here"
        case DecodingError.typeMismatch(let type, let context), DecodingError.valueNotFound(let type, let context):
            place = Self.place(context)
            message = "expected a value of another type here (\(type))"
        case DecodingError.dataCorrupted(let context):
            place = Self.place(context)
            message = context.codingPath.isEmpty ? "it is not JSON" : printable(context.debugDescription)
        default:
            place = nil
            message = "it is not JSON: \(printable("\(error)"))"
        }
    }

    private static func place(_ context: DecodingError.Context) -> String? {
        let text = context.codingPath.reduce(into: "") { text, key in
            if let index = key.intValue {
                text += "[\(index)]"
            } else {
                text += (text.isEmpty ? "" : ".") + printable(key.stringValue)
            }
        }
        return text.isEmpty ? nil : text
    }
}
