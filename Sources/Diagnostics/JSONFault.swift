// SPDX-License-Identifier: Apache-2.0

import Foundation

/// What is wrong with a JSON text that could not be decoded.
package struct JSONFault: Sendable, Equatable, CustomStringConvertible {
    /// Where in the text, such as `spec.tags[3].name`; `nil` for all of it.
    package let place: String?
    package let message: String

    /// What is said of a text that is no JSON at all.
    private static let noJSON = "it is not JSON"

    /// Reads the error of a decoder.
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

    /// The message behind its place.
    package var description: String { place.map { "`\($0)`: \(message)" } ?? message }

    /// The fault of a text that should have been something, such as `the JSON of a plan`.
    package func description(of something: String) -> String {
        message == Self.noJSON && place == nil ? "it is not \(something)" : "it is not \(something): \(self)"
    }

    /// What JSON calls a value that a decoder wanted.
    package static func name(of type: any Any.Type) -> String {
        switch type {
        case is String.Type: "a string"
        case is Bool.Type: "true or false"
        case is any BinaryInteger.Type: "a whole number"
        case is any BinaryFloatingPoint.Type: "a number"
        default:
            // Decoders name a container by what they would keep it in.
            switch "\(type)" {
            case let name where name.hasPrefix("Dictionary<"): "an object"
            case let name where name.hasPrefix("Array<"): "a list"
            default: "a value of another type"
            }
        }
    }

    /// What a decoder says of a value, without the names of types.
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
