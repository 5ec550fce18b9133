// SPDX-License-Identifier: Apache-2.0

import Foundation
import Plans

/// The fields of a JSON object, including those that this tool does not know.
package struct JSONFields {
    /// An error that the bytes are not a JSON object.
    package struct Failure: Error {
        package let message: String

        package init(message: String) { self.message = message }
    }

    private var fields: [String: Any]

    package init(_ bytes: [UInt8], of subject: String) throws(Failure) {
        guard let fields = try? JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any] else {
            throw Failure(message: "the \(subject) is not a JSON object")
        }
        self.fields = fields
    }

    package subscript(_ name: String) -> Any? {
        get { fields[name] }
        set { fields[name] = newValue }
    }

    /// The canonical bytes of the object.
    package var bytes: [UInt8] {
        get throws {
            [UInt8](try CanonicalJSON.data(canonicalizing: try JSONSerialization.data(withJSONObject: fields)))
        }
    }
}
