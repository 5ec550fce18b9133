// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import OCI
import YAML

/// Reads a policy, and reports what is wrong with it where it stands.
struct TrustPolicyReader {
    let reader: YAMLReader

    /// The transports that container tools know.
    private static let transports = [
        "atomic", "containers-storage", "dir", "docker", "docker-archive", "docker-daemon", "oci", "oci-archive",
        "ostree", "sif", "tarball",
    ]

    static func policy(_ bytes: [UInt8], path: String) throws(FindingsError) -> TrustPolicy {
        let findings = FindingCollector()
        let source = SourceText(path: path, bytes: bytes)
        let root = YAMLComposer.document(in: source, reportingTo: findings)
        let reading = TrustPolicyReader(reader: YAMLReader(source, reportingTo: findings))
        let policy = root.flatMap { reading.policy($0, Digest(of: bytes), bytes) }
        // The container tools know no warnings here: they refuse such a policy.
        let strict = FindingCollector()
        for finding in findings.findings {
            strict.report(Finding(.error, finding.code, finding.explanation, at: finding.place).quoting(source))
        }
        try strict.throwIfErrors()
        // Whatever is not read is reported.
        guard let policy else { throw FindingsError(strict.findings) }
        return policy
    }

    private func policy(_ root: YAMLNode, _ digest: Digest, _ bytes: [UInt8]) -> TrustPolicy? {
        requireJSON(bytes)
        guard let top = reader.mapping(root, as: PolicyField.self, name: "the policy") else { return nil }
        guard let node = top[.defaults] else {
            reader.report(
                code: .missingField,
                "the policy has no `default`",
                remedy: "say what images need that no scope names: \"default\": [{\"type\": \"reject\"}]",
                at: top.location
            )
            return nil
        }
        let location = top.keyLocation(.defaults) ?? top.location
        let scope = TrustScope(name: "default", requirements: requirements(node, "default"), at: location)
        return TrustPolicy(
            path: reader.source.path,
            digest: digest,
            defaults: scope,
            transports: top[.transports].map(transports) ?? [:]
        )
    }

    /// YAML is more than JSON, and the container tools read only JSON.
    private func requireJSON(_ bytes: [UInt8]) {
        guard !reader.findings.hasErrors else { return }
        do {
            _ = try JSONSerialization.jsonObject(with: Data(bytes))
        } catch {
            reader.report(
                code: .wrongType,
                "a policy must be JSON: \(JSONFault(error))",
                remedy: "correct it; `jq . \(shellArgument(reader.source.path))` names the place",
                at: SourceLocation(file: reader.source.path, line: 1, column: 1)
            )
        }
    }

    private func transports(_ node: YAMLNode) -> [String: [String: TrustScope]] {
        var result: [String: [String: TrustScope]] = [:]
        for field in fields(node, "transports") {
            if !Self.transports.contains(field.key) {
                let nearest = nearestName(to: field.key, among: Self.transports)
                reader.report(
                    code: .unknownField,
                    "unknown transport `\(field.key)`",
                    remedy: nearest.map { "did you mean `\($0)`?" }
                        ?? "the transports are \(enumeration(of: Self.transports))",
                    at: reader.source.location(field.keyPosition)
                )
            }
            result[field.key] = scopes(field)
        }
        return result
    }

    private func scopes(_ transport: YAMLField) -> [String: TrustScope] {
        var result: [String: TrustScope] = [:]
        for field in fields(transport.value, transport.key) {
            let location = reader.source.location(field.keyPosition)
            if let fault = ScopeFault(field.key, of: transport.key) {
                reader.report(code: .invalidName, fault.found, remedy: fault.remedy, at: location)
            }
            let name = field.key.isEmpty ? transport.key : "\(transport.key):\(field.key)"
            result[field.key] = TrustScope(name: name, requirements: requirements(field.value, name), at: location)
        }
        return result
    }

    private func fields(_ node: YAMLNode, _ name: String) -> [YAMLField] {
        if case .mapping(let fields) = node.content { return fields }
        reader.report(
            code: .wrongType,
            "`\(name)` must be an object, found \(node.kind)",
            at: reader.source.location(node.position)
        )
        return []
    }

    private func requirements(_ node: YAMLNode, _ scope: String) -> [TrustRequirement] {
        guard let elements = reader.list(node, name: scope) else { return [] }
        if elements.isEmpty {
            reader.report(
                code: .missingField,
                "`\(scope)` has no requirement",
                remedy: "write [{\"type\": \"reject\"}] or [{\"type\": \"insecureAcceptAnything\"}]",
                at: reader.source.location(node.position)
            )
        }
        return elements.compactMap { element in
            RequirementReader(reader: reader).requirement(element)
        }
    }
}

private enum PolicyField: String, YAMLFieldName {
    case defaults = "default"
    case transports
}
