// SPDX-License-Identifier: Apache-2.0

import Diagnostics
package import Foundation
package import OCI

/// A plan together with the bytes of its file.
package struct PlanFile: Sendable, Equatable {
    package let plan: Plan
    /// The digest of the canonical plan without its `id`.
    package let id: Digest
    /// The canonical bytes, `id` included.
    package let bytes: [UInt8]

    /// The most bytes of a plan: several times what one of 10,000 images has.
    package static let sizeLimit = 128 << 20

    /// Gives a plan its id.
    package init(_ plan: Plan) throws {
        let body = [UInt8](try CanonicalJSON.data(of: PlanWire(plan, id: nil)))
        id = Digest(of: body)
        bytes = Self.inserting(id, into: body)
        self.plan = plan
    }

    /// Puts the id where the order of the keys wants it, which saves spelling a large plan twice.
    ///
    /// Strings have no line feeds of their own in JSON, so a key behind one and two blanks is one of the plan's.
    private static func inserting(_ id: Digest, into body: [UInt8]) -> [UInt8] {
        let next = Array("\n  \"in_sync\": ".utf8)
        guard let place = body.indices.first(where: { body[$0] == next[0] && body[$0...].starts(with: next) }) else {
            // `PlanWire` spells it in every plan.
            preconditionFailure("a plan has `in_sync`")
        }
        return body[..<place] + Array("\n  \"id\": \"\(id)\",".utf8) + body[place...]
    }

    /// Reads a plan and makes sure that it is the one that its id names.
    ///
    /// What is decoded are the canonical bytes that were hashed, so no spelling of the file
    /// can mean one thing to the check and another to the reader.
    package init(reading data: Data) throws(PlanError) {
        let canonical: Data
        let header: Header
        do {
            canonical = try CanonicalJSON.data(canonicalizing: data)
            header = try JSONDecoder().decode(Header.self, from: canonical)
        } catch {
            throw .notAPlan(JSONFault(error).description(of: "the JSON of a plan"))
        }
        guard CanonicalJSON.fieldCount(data) == CanonicalJSON.fieldCount(canonical) else {
            throw .contradiction("a key stands in it twice, so that readers could take it for different plans")
        }
        guard header.kind == Plan.kind else {
            throw .notAPlan("its `kind` is `\(header.kind ?? "missing")`, expected `\(Plan.kind)`")
        }
        guard let version = header.formatVersion, version.split(separator: ".").first == "1" else {
            throw .unknownFormat(header.formatVersion ?? "missing")
        }
        do {
            let hashed = Digest(of: try CanonicalJSON.data(canonicalizing: canonical, without: "id"))
            guard let id = header.id, hashed == id else { throw PlanError.edited(found: hashed, expected: header.id) }
            self.id = id
            bytes = Array(canonical)
            plan = try Plan(validating: try JSONDecoder().decode(PlanWire.self, from: canonical))
        } catch let error as PlanError {
            throw error
        } catch {
            throw .notAPlan("\(JSONFault(error))")
        }
    }

    /// Whether a file says of itself that it is a plan, be it a good one or not.
    package static func isPlan(_ data: Data) -> Bool {
        (try? JSONDecoder().decode(Header.self, from: data))?.kind == Plan.kind
    }

    private struct Header: Decodable {
        var kind: String?
        var formatVersion: String?
        var id: Digest?

        enum CodingKeys: String, CodingKey {
            case kind, id
            case formatVersion = "format_version"
        }
    }
}
