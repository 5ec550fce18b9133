// SPDX-License-Identifier: Apache-2.0

import Foundation
import Plans

/// The fields of a JSON object, those that this tool does not know included.
struct JSONFields {
    /// The bytes are not what they should be.
    struct Failure: Error {
        let message: String
    }

    private var fields: [String: Any]

    init(_ bytes: [UInt8], of subject: String) throws(Failure) {
        guard let fields = try? JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any] else {
            throw Failure(message: "the \(subject) is no JSON object")
        }
        self.fields = fields
    }

    subscript(_ name: String) -> Any? {
        get { fields[name] }
        set { fields[name] = newValue }
    }

    /// The one spelling of the object.
    var bytes: [UInt8] {
        get throws {
            [UInt8](try CanonicalJSON.data(canonicalizing: try JSONSerialization.data(withJSONObject: fields)))
        }
    }
}
