// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A mistake in a JSON text that could not be decoded.
package struct JSONFault: Sendable, Equatable, CustomStringConvertible {
    /// The place in the text, such as `spec.tags[3].name`; `nil` for the whole text.
    package let place: String?
    package let message: String

    /// The message for a text that is not JSON at all.
    private static let noJSON = "it is not JSON"

    /// Converts the error of a decoder.
    package init(_ error: any Error) {
        switch error {
        case DecodingError.keyNotFound(let key, let context):
            place = Self.place(context)
            message = "expected a field `\(printable(key.stringValue))` here"
        case DecodingError.typeMismatch(let type, let context), DecodingError.valueNotFound(let type, let context):
            place = Self.place(context)
            message = "expected \(Self.name(of: type)) here"
        case DecodingError.dataCorrupted(let context):
            place = Self.place(context)
            message = context.codingPath.isEmpty ? Self.noJSON : Self.words(context.debugDescription)
        default:
            place = nil
            message = Self.noJSON
        }
    }

    /// The message with its place.
    package var description: String { place.map { "`\($0)`: \(message)" } ?? message }

    /// The message for a text that should be `something`, such as `the JSON of a plan`.
    package func description(of something: String) -> String {
        message == Self.noJSON && place == nil ? "it is not \(something)" : "it is not \(something): \(self)"
    }

    /// The JSON name of the type that a decoder expected.
    package static func name(of type: any Any.Type) -> String {
        switch type {
        case is String.Type: "a string"
        case is Bool.Type: "true or false"
        case is any BinaryInteger.Type: "a whole number"
        case is any BinaryFloatingPoint.Type: "a number"
        default:
            // Decoders name a container by its Swift type.
            switch "\(type)" {
            case let name where name.hasPrefix("Dictionary<"): "an object"
            case let name where name.hasPrefix("Array<"): "a list"
            default: "a value of another type"
            }
        }
    }

    /// The message of a decoder about a value, without the names of types.
    private static func words(_ text: String) -> String {
        guard text.hasPrefix("Cannot initialize "), let value = text.range(of: " value ", options: .backwards) else {
            return printable(text)
        }
        return "`\(printable(String(text[value.upperBound...])))` is none of the values that are known here"
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
