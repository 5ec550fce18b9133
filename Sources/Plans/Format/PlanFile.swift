// SPDX-License-Identifier: Apache-2.0

import Diagnostics
package import Foundation
package import OCI

/// A plan together with the bytes of its file.
package struct PlanFile: Sendable, Equatable {
    package let plan: Plan
    /// The digest of the canonical plan without its `id`.
    package let id: Digest
    /// The canonical plan without its `id`, on one line.
    private let body: Data
    /// The lists that the file spells with a line for each element.
    private let lines: LineLists

    /// The bytes of the file with its `id`, as its format version spells them.
    ///
    /// They are spelled anew each time.
    package var bytes: [UInt8] { Self.inserting(id, into: [UInt8](CanonicalJSON.indented(body, lines: lines))) }

    /// The most bytes of a plan: several times what one of 10,000 images has.
    package static let sizeLimit = 128 << 20

    /// The lists whose elements stand on one line each, so that a small change is a small difference.
    private static let lines = LineLists([
        "added", "blobs", "cached", "entries", "in_sync", "kept", "others", "removed", "repositories",
    ])

    /// Gives a plan its id.
    package init(_ plan: Plan) throws {
        body = try CanonicalJSON.compact(of: PlanWire(plan, id: nil))
        id = Digest(of: [UInt8](CanonicalJSON.indented(body)))
        lines = Self.lines
        self.plan = plan
    }

    /// Puts the id where the order of the keys wants it, which saves spelling a large plan once more.
    ///
    /// Strings have no line feeds of their own in JSON, so a key behind one and two blanks is one of the plan's.
    private static func inserting(_ id: Digest, into text: [UInt8]) -> [UInt8] {
        let (start, name) = (Array("\n  \"".utf8), Array("id\"".utf8))
        let place = text.indices.first {
            text[$0] == start[0] && text[$0...].starts(with: start)
                && name.lexicographicallyPrecedes(text[($0 + start.count)...])
        }
        // `in_sync` comes behind it in every plan.
        guard let place else { preconditionFailure("a plan has `in_sync`") }
        return text[..<place] + Array("\n  \"id\": \"\(id)\",".utf8) + text[place...]
    }

    /// Reads a plan and makes sure that it is the one that its id names.
    ///
    /// What is decoded and what is hashed are the same bytes, so no spelling of the file
    /// can mean one thing to the check and another to the reader.
    package init(reading data: Data) throws(PlanError) {
        let header: Header
        let isNamed: Bool
        do {
            let value = try JSONSerialization.jsonObject(with: data, options: [.fragmentsAllowed])
            let fields = value as? [String: Any]
            let head: Any = fields?.filter { Header.CodingKeys(stringValue: $0.key) != nil } ?? value
            header = try JSONDecoder().decode(Header.self, from: try CanonicalJSON.compact(head))
            let unnamed = fields?.filter { $0.key != Header.CodingKeys.id.stringValue } ?? [:]
            isNamed = unnamed.count != fields?.count
            body = try CanonicalJSON.compact(unnamed)
        } catch {
            throw .notAPlan(JSONFault(error).description(of: "the JSON of a plan"))
        }
        guard CanonicalJSON.fieldCount(data) == CanonicalJSON.fieldCount(body) + (isNamed ? 1 : 0) else {
            throw .contradiction("a key stands in it twice, so that readers could take it for different plans")
        }
        guard header.kind == Plan.kind else {
            throw .notAPlan("its `kind` is `\(header.kind ?? "missing")`, expected `\(Plan.kind)`")
        }
        guard let version = header.formatVersion, version.split(separator: ".").first == "1" else {
            throw .unknownFormat(header.formatVersion ?? "missing")
        }
        // Format 1.0 spreads every list.
        lines = version == "1.0" ? LineLists() : Self.lines
        do {
            let hashed = Digest(of: [UInt8](CanonicalJSON.indented(body)))
            guard let id = header.id, hashed == id else { throw PlanError.edited(found: hashed, expected: header.id) }
            self.id = id
            plan = try Plan(validating: try JSONDecoder().decode(PlanWire.self, from: body))
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
