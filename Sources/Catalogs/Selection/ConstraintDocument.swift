// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import MirrorConfiguration

/// The value of an `olm.constraint` property (olm.operatorframework.io, dependency resolution).
struct ConstraintDocument: Decodable {
    private struct Package: Decodable {
        let packageName: String
        let versionRange: String
    }

    private struct API: Decodable {
        let group: String
        let version: String
        let kind: String
    }

    private struct Rule: Decodable {
        let rule: String
    }

    private struct Compound: Decodable {
        let constraints: [ConstraintDocument]
    }

    private enum CodingKeys: String, CodingKey {
        case package, gvk, all, any, not, cel
    }

    private let requirement: Requirement

    /// Reads the requirement in a constraint; throws `VersionError` and `ConstraintError`.
    static func requirement(json: String) throws -> Requirement {
        do {
            return try JSONDecoder().decode(ConstraintDocument.self, from: Data(json.utf8)).requirement
        } catch let error as DecodingError {
            let fault = JSONFault(error)
            throw ConstraintError(place: fault.place, message: fault.message)
        }
    }

    init(from decoder: any Decoder) throws {
        // Each level has three keys. Real constraints have fewer than ten levels, and deep ones would exhaust the
        // stack.
        let deepest = 64
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        guard decoder.codingPath.count < deepest else {
            throw ConstraintError(place: nil, message: "it is nested too deeply")
        }
        guard fields.allKeys.count == 1, let key = fields.allKeys.first else {
            let place = decoder.codingPath.isEmpty ? nil : decoder.codingPath.map(\.stringValue).joined(separator: ".")
            throw ConstraintError(place: place, message: "expected one constraint here, found \(fields.allKeys.count)")
        }
        func parts() throws -> [Requirement] {
            try fields.decode(Compound.self, forKey: key).constraints.map(\.requirement)
        }
        switch key {
        case .package:
            let package = try fields.decode(Package.self, forKey: key)
            requirement = .package(package.packageName, try VersionRangeExpression(package.versionRange))
        case .gvk:
            let api = try fields.decode(API.self, forKey: key)
            requirement = .api(CatalogAPI(group: api.group, version: api.version, kind: api.kind))
        case .all: requirement = .all(try parts())
        case .any: requirement = .any(try parts())
        case .not: requirement = .none(try parts())
        case .cel: requirement = .rule(try fields.decode(Rule.self, forKey: key).rule)
        }
    }
}

/// An error that a constraint cannot be read.
struct ConstraintError: Error, CustomStringConvertible {
    /// The place in it; `nil` for all of it.
    let place: String?
    let message: String

    var description: String { [place, message].compactMap(\.self).joined(separator: ": ") }
}
