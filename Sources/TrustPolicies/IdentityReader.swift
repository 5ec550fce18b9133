// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import YAML

/// Reads a `signedIdentity` of a policy.
struct IdentityReader {
    let reader: YAMLReader

    private enum Kind: String, CaseIterable {
        case matchExact, matchRepoDigestOrExact, matchRepository, exactReference, exactRepository, remapIdentity

        /// The fields beside the type.
        var fields: [IdentityField] {
            switch self {
            case .matchExact, .matchRepoDigestOrExact, .matchRepository: []
            case .exactReference: [.dockerReference]
            case .exactRepository: [.dockerRepository]
            case .remapIdentity: [.prefix, .signedPrefix]
            }
        }
    }

    func identity(_ node: YAMLNode) -> SignedIdentity? {
        guard let fields = reader.mapping(node, as: IdentityField.self, name: "signedIdentity"),
            let type = fields.requiredString(.type, of: "`signedIdentity`")
        else { return nil }
        guard let kind = Kind(rawValue: type.value) else {
            let names = Kind.allCases.map(\.rawValue)
            reader.report(
                code: .wrongType,
                "unknown type of identity `\(type.value)`",
                remedy: nearestName(to: type.value, among: names).map { "did you mean `\($0)`?" }
                    ?? "the types are \(enumeration(of: names))",
                at: type.location
            )
            return nil
        }
        for name in IdentityField.allCases where name != .type && !kind.fields.contains(name) {
            guard let place = fields.keyLocation(name) else { continue }
            reader.report(
                code: .unknownField,
                "`\(type.value)` has no field `\(name.rawValue)`",
                remedy: "remove it, or choose another type",
                at: place
            )
        }
        switch kind {
        case .matchExact: return .matchExact
        case .matchRepoDigestOrExact: return .matchRepoDigestOrExact
        case .matchRepository: return .matchRepository
        case .exactReference: return reference(fields).map(SignedIdentity.exactReference)
        case .exactRepository: return repository(fields).map(SignedIdentity.exactRepository)
        case .remapIdentity:
            guard let old = prefix(.prefix, fields), let new = prefix(.signedPrefix, fields) else { return nil }
            return .remapIdentity(prefix: old, signedPrefix: new)
        }
    }

    private func reference(_ fields: YAMLMapping<IdentityField>) -> ImageReference? {
        guard let reference = parsed(.dockerReference, fields) else { return nil }
        guard reference.value.manifestReference != nil else {
            reader.report(
                code: .invalidReference,
                "`dockerReference` has neither a tag nor a digest",
                remedy: "add one, or use `exactRepository`",
                at: reference.location
            )
            return nil
        }
        return reference.value
    }

    private func repository(_ fields: YAMLMapping<IdentityField>) -> Repository? {
        guard let reference = parsed(.dockerRepository, fields) else { return nil }
        guard reference.value.manifestReference == nil else {
            reader.report(
                code: .invalidReference,
                "`dockerRepository` has a tag or a digest",
                remedy: "remove it, or use `exactReference`",
                at: reference.location
            )
            return nil
        }
        return reference.value.repository
    }

    private func parsed(_ name: IdentityField, _ fields: YAMLMapping<IdentityField>) -> Located<ImageReference>? {
        guard let text = fields.requiredString(name, of: "`signedIdentity`") else { return nil }
        do throws(ReferenceError) {
            return try text.map { text throws(ReferenceError) in
                guard !text.contains("://") else {
                    throw ReferenceError(text: text, message: "a name here has no transport")
                }
                return try ImageReference(text)
            }
        } catch {
            reader.report(code: .invalidReference, "`\(name.rawValue)` is not valid: \(error)", at: text.location)
            return nil
        }
    }

    /// A host, with or without a part of a path.
    private func prefix(_ name: IdentityField, _ fields: YAMLMapping<IdentityField>) -> String? {
        guard let text = fields.requiredString(name, of: "`signedIdentity`") else { return nil }
        let parts = text.value.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        let isHost = (try? RegistryHost(String(parts[0]))) != nil
        let isPath = parts.count == 1 || (try? RepositoryName(String(parts[1]))) != nil
        guard isHost, isPath else {
            reader.report(
                code: .invalidReference,
                "`\(name.rawValue)` is not a host with or without a path",
                remedy: "write it as in registry.example:5000/team, without a tag and a slash at its end",
                at: text.location
            )
            return nil
        }
        return text.value
    }
}

enum IdentityField: String, YAMLFieldName {
    case type, dockerReference, dockerRepository, prefix, signedPrefix
}
