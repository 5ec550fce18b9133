// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI

@testable import Plans

/// The file of a plan as an object that tests edit; its id is computed again, as anyone can.
struct PlanJSON {
    private var root: [String: Any]

    init(_ plan: Plan) throws {
        let object = try JSONSerialization.jsonObject(with: Data(PlanFile(plan).bytes))
        root = object as? [String: Any] ?? [:]
    }

    /// The element `index` of a list, or the object of a field where there is no index.
    subscript(list: String, index: Int?) -> [String: Any] {
        get {
            guard let index else { return root[list] as? [String: Any] ?? [:] }
            return (root[list] as? [[String: Any]])?[index] ?? [:]
        }
        set {
            guard let index else { return root[list] = newValue }
            var elements = root[list] as? [[String: Any]] ?? []
            elements[index] = newValue
            root[list] = elements
        }
    }

    /// The file's bytes with the id that fits.
    func data() throws -> Data {
        var object = root
        object["id"] = nil
        let body = try CanonicalJSON.data(canonicalizing: JSONSerialization.data(withJSONObject: object))
        object["id"] = "\(Digest(of: Array(body)))"
        return try CanonicalJSON.data(canonicalizing: JSONSerialization.data(withJSONObject: object))
    }
}
