// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import YAML

/// The policy of a repository: what has to be proved before a plan is applied.
package struct PolicyFile: Sendable, Equatable {
    /// The path of the file in a repository.
    package static let path = ".mirror/policy.yaml"

    /// What is demanded for all targets, or for one of them.
    private struct Part: Sendable, Equatable {
        let target: String?
        let isMerged: Bool
        let isSigned: Bool
        let approvals: Int
    }

    /// The protected branch, whose policy counts.
    package let branch: String
    /// The path of the key file on that branch.
    private let keys: String?
    private let parts: [Part]

    /// Reads a policy; `name` is for messages.
    ///
    /// Throws `FindingsError` with every mistake in it.
    package init(_ bytes: [UInt8], name: String) throws(FindingsError) {
        let findings = FindingCollector()
        let source = SourceText(path: name, bytes: bytes)
        let root = YAMLComposer.document(in: source, reportingTo: findings)
        let reader = YAMLReader(source, reportingTo: findings)
        let top = root.flatMap { reader.mapping($0, as: PolicyField.self, name: "the policy") }
        branch = top?.string(.branch)?.value ?? ""
        keys = top?.string(.keys)?.value
        var parts: [Part] = []
        if let top {
            if branch.isEmpty {
                reader.report(
                    code: .missingField,
                    "the field `branch` is missing",
                    remedy: "name the protected branch, as a clone knows it: `branch: origin/main`",
                    at: top.location
                )
            }
            let whole = Part(
                target: nil,
                isMerged: top.flag(.requireMerged),
                isSigned: top.flag(.requireSigned),
                approvals: Self.approvals(top.integer(.requireApprovals), reader)
            )
            parts = [whole] + (top.mappings(.targets, as: PolicyTargetField.self) ?? []).map { Self.part($0, reader) }
            if keys == nil, parts.contains(where: { $0.isSigned || $0.approvals > 0 }) {
                reader.report(
                    code: .missingField,
                    "the field `keys` is missing",
                    remedy: "name the file with the keys that count: `keys: .mirror/allowed_signers`",
                    at: top.location
                )
            }
        } else if !findings.hasErrors {
            reader.report(
                code: .missingField,
                "the policy is empty",
                remedy: "write `branch: origin/main` and `requireMerged: true`, or remove the file",
                at: SourceLocation(file: name, line: 1, column: 1)
            )
        }
        self.parts = parts
        try findings.throwIfErrors()
    }

    private static func part(_ mapping: YAMLMapping<PolicyTargetField>, _ reader: YAMLReader) -> Part {
        let target = mapping.string(.target)?.value
        if target == nil {
            reader.report(
                code: .missingField,
                "the field `target` is missing",
                remedy: "name the target: `target: docker://mirror.example:5000/ocp`",
                at: mapping.location
            )
        }
        return Part(
            target: target.map { $0.hasPrefix("docker://") ? String($0.dropFirst(9)) : $0 } ?? "",
            isMerged: mapping.flag(.requireMerged),
            isSigned: mapping.flag(.requireSigned),
            approvals: approvals(mapping.integer(.requireApprovals), reader)
        )
    }

    private static func approvals(_ number: Located<Int64>?, _ reader: YAMLReader) -> Int {
        guard let number else { return 0 }
        guard (0...100).contains(number.value) else {
            reader.report(
                code: .wrongType,
                "`requireApprovals` is \(number.value)",
                remedy: "write a number from 0 to 100",
                at: number.location
            )
            return 0
        }
        return Int(number.value)
    }

    /// What the policy demands for a target; parts for a target only add.
    package func demand(for target: String) -> ApprovalDemand {
        let parts = parts.filter { $0.target == nil || $0.target == target }
        return ApprovalDemand(
            source: "\(branch):\(Self.path)",
            branch: parts.contains(where: \.isMerged) ? branch : nil,
            keys: keys.map { .committed(path: $0, branch: branch) },
            isSigned: parts.contains(where: \.isSigned),
            approvals: parts.map(\.approvals).max() ?? 0
        )
    }
}

/// The fields of a policy.
private enum PolicyField: String, YAMLFieldName {
    case branch, keys, requireMerged, requireSigned, requireApprovals, targets
}

/// The fields of a policy for one target.
private enum PolicyTargetField: String, YAMLFieldName {
    case target, requireMerged, requireSigned, requireApprovals
}
