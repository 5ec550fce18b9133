// SPDX-License-Identifier: Apache-2.0

import Diagnostics
package import Foundation
package import OCI

/// A plan together with the bytes of its file.
package struct PlanFile: Sendable, Equatable {
    package let plan: Plan
    /// The digest of the canonical plan without its `id`.
    package let id: Digest
    /// The bytes of the file, `id` included, as its format version spells them.
    package let bytes: [UInt8]

    /// The most bytes of a plan: several times what one of 10,000 images has.
    package static let sizeLimit = 128 << 20

    /// The lists whose elements stand on one line each, so that a small change is a small difference.
    private static let lines = LineLists([
        "added", "blobs", "cached", "entries", "in_sync", "kept", "others", "removed", "repositories",
    ])

    /// Gives a plan its id.
    package init(_ plan: Plan) throws {
        let compact = try CanonicalJSON.compact(of: PlanWire(plan, id: nil))
        id = Digest(of: [UInt8](CanonicalJSON.indented(compact)))
        bytes = Self.inserting(id, into: [UInt8](CanonicalJSON.indented(compact, lines: Self.lines)))
        self.plan = plan
    }

    /// Puts the id where the order of the keys wants it, which saves spelling a large plan once more.
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
    /// What is decoded and what is hashed are spelled from the same values, so no spelling of the file
    /// can mean one thing to the check and another to the reader.
    package init(reading data: Data) throws(PlanError) {
        let content: Data
        let body: Data
        let header: Header
        do {
            let value = try JSONSerialization.jsonObject(with: data, options: [.fragmentsAllowed])
            content = try CanonicalJSON.compact(value)
            header = try JSONDecoder().decode(Header.self, from: content)
            body = try CanonicalJSON.compact((value as? [String: Any] ?? [:]).filter { $0.key != "id" })
        } catch {
            throw .notAPlan(JSONFault(error).description(of: "the JSON of a plan"))
        }
        guard CanonicalJSON.fieldCount(data) == CanonicalJSON.fieldCount(content) else {
            throw .contradiction("a key stands in it twice, so that readers could take it for different plans")
        }
        guard header.kind == Plan.kind else {
            throw .notAPlan("its `kind` is `\(header.kind ?? "missing")`, expected `\(Plan.kind)`")
        }
        guard let version = header.formatVersion, version.split(separator: ".").first == "1" else {
            throw .unknownFormat(header.formatVersion ?? "missing")
        }
        do {
            let hashed = Digest(of: [UInt8](CanonicalJSON.indented(body)))
            guard let id = header.id, hashed == id else { throw PlanError.edited(found: hashed, expected: header.id) }
            self.id = id
            // Format 1.0 spreads every list.
            bytes = [UInt8](CanonicalJSON.indented(content, lines: version == "1.0" ? LineLists() : Self.lines))
            plan = try Plan(validating: try JSONDecoder().decode(PlanWire.self, from: content))
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
