// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import OCI
import YAML

/// Reads one requirement of a policy.
struct RequirementReader {
    let reader: YAMLReader

    private enum Kind: String, CaseIterable {
        case insecureAcceptAnything, reject, signedBy, sigstoreSigned, signedBaseLayer
    }

    /// The kinds of proof of sigstore that need another service or a time, and are not checked here.
    private static let keyless: [SigstoreField] = [
        .fulcio, .pki, .rekorPublicKeyPath, .rekorPublicKeyPaths, .rekorPublicKeyData, .rekorPublicKeyDatas,
    ]

    func requirement(_ node: YAMLNode) -> TrustRequirement? {
        let location = reader.source.location(node.position)
        guard let type = type(of: node) else { return nil }
        switch type.value {
        case .insecureAcceptAnything, .reject:
            guard reader.mapping(node, as: BareField.self, name: "a requirement") != nil else { return nil }
            return TrustRequirement(type.value == .reject ? .rejects : .acceptsAnything, at: location)
        case .signedBy:
            return reader.mapping(node, as: SignedField.self, name: "a requirement").flatMap(signedBy)
        case .sigstoreSigned:
            return reader.mapping(node, as: SigstoreField.self, name: "a requirement").flatMap(sigstoreSigned)
        case .signedBaseLayer:
            guard let fields = reader.mapping(node, as: BaseLayerField.self, name: "a requirement") else { return nil }
            if let identity = fields[.baseLayerIdentity] { _ = IdentityReader(reader: reader).identity(identity) }
            return TrustRequirement(.unsupported("signedBaseLayer"), at: location)
        }
    }

    /// The type, which says which other fields there may be.
    private func type(of node: YAMLNode) -> Located<Kind>? {
        let location = reader.source.location(node.position)
        guard case .mapping(let fields) = node.content else {
            reader.report(
                code: .wrongType,
                "a requirement must be an object, found \(node.kind)",
                remedy: "write {\"type\": …}",
                at: location
            )
            return nil
        }
        guard let field = fields.first(where: { $0.key == "type" }) else {
            reader.report(code: .missingField, "a requirement has no `type`", remedy: Self.types, at: location)
            return nil
        }
        guard let text = reader.string(field.value, name: "type") else { return nil }
        guard let kind = Kind(rawValue: text.value) else {
            let nearest = nearestName(to: text.value, among: Kind.allCases.map(\.rawValue))
            reader.report(
                code: .wrongType,
                "unknown type of requirement `\(text.value)`",
                remedy: nearest.map { "did you mean `\($0)`?" } ?? Self.types,
                at: text.location
            )
            return nil
        }
        return Located(kind, at: location)
    }

    private static var types: String { "the types are \(enumeration(of: Kind.allCases.map(\.rawValue)))" }

    private func signedBy(_ fields: YAMLMapping<SignedField>) -> TrustRequirement? {
        let keys = KeySourceReader(fields: fields).keys([.keyPath, .keyPaths, .keyData])
        let identity = identity(fields[.signedIdentity])
        guard let type = fields.requiredString(.keyType, of: "`signedBy`") else { return nil }
        let known = ["GPGKeys", "signedByGPGKeys", "X509Certificates", "signedByX509CAs"]
        guard known.contains(type.value) else {
            reader.report(
                code: .wrongType,
                "unknown `keyType` `\(type.value)`",
                remedy: "write \"keyType\": \"GPGKeys\"",
                at: type.location
            )
            return nil
        }
        // The container tools read these types, and then refuse all images.
        if type.value != "GPGKeys" {
            return TrustRequirement(.unsupported("keyType \(type.value)"), at: fields.location)
        }
        guard let keys, let identity else { return nil }
        return TrustRequirement(.signedBy(keys, identity), at: fields.location)
    }

    private func sigstoreSigned(_ fields: YAMLMapping<SigstoreField>) -> TrustRequirement? {
        let keyless = Self.keyless.filter { fields[$0] != nil }
        let identity = identity(fields[.signedIdentity])
        let ways: [SigstoreField] = [.keyPath, .keyPaths, .keyData, .keyDatas]
        let keys = KeySourceReader(fields: fields, others: [.fulcio, .pki]).keys(ways)
        if let first = keyless.first {
            return TrustRequirement(.unsupported("sigstoreSigned with \(first.rawValue)"), at: fields.location)
        }
        guard let keys, let identity else { return nil }
        return TrustRequirement(.sigstoreSigned(keys, identity), at: fields.location)
    }

    private func identity(_ node: YAMLNode?) -> SignedIdentity? {
        guard let node else { return .matchRepoDigestOrExact }
        return IdentityReader(reader: reader).identity(node)
    }
}

private enum BareField: String, YAMLFieldName {
    case type
}

private enum BaseLayerField: String, YAMLFieldName {
    case type, baseLayerIdentity
}

enum SignedField: String, YAMLFieldName {
    case type, keyType, keyPath, keyPaths, keyData, signedIdentity
}

enum SigstoreField: String, YAMLFieldName {
    case type, keyPath, keyPaths, keyData, keyDatas, fulcio, pki
    case rekorPublicKeyPath, rekorPublicKeyPaths, rekorPublicKeyData, rekorPublicKeyDatas, signedIdentity
}
