// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

extension WorkspaceMetadata {
    /// What is wrong with the metadata; `file` is its name in messages.
    ///
    /// oc-mirror refuses metadata with any of the errors.
    package func findings(in file: String) -> [Finding] {
        var findings: [Finding] = []
        if let current, current.sequence < 1 {
            findings.append(
                Finding(
                    .error,
                    .sequenceMetadata,
                    "\(file): its run has the sequence \(current.sequence), expected 1 or more"
                )
            )
        }
        if let current, uid == .none, !isSingleUse {
            findings.append(
                Finding(
                    .warning,
                    .sequenceMetadata,
                    "\(file): sequence \(current.sequence) belongs to no workspace, because its UUID is missing",
                    cause: "Other workspaces without a UUID count as the same one."
                )
            )
        }
        for run in pastMirrors {
            findings += Self.findings(of: run.associations, "pastMirror.associations", in: file)
        }
        return findings + Self.findings(of: pastAssociations, "pastAssociations", in: file)
    }

    /// Whether a next run can be written on top of this one.
    package var isSound: Bool { findings(in: "").allSatisfy { $0.severity != .error } }

    private static func findings(of list: [Association], _ field: String, in file: String) -> [Finding] {
        var names: [AssociationFault: [String]] = [:]
        var latest: [Association.Key: Association] = [:]
        for association in list {
            for fault in association.faults { names[fault, default: []].append(association.name) }
            if let earlier = latest.updateValue(association, forKey: association.key), earlier != association {
                names[.contradicted, default: []].append(association.name)
            }
        }
        for missing in AssociationTree(list).missing {
            names[.childMissing, default: []].append("\(missing.parent.name) (\(missing.child))")
        }
        return AssociationFault.allCases.compactMap { fault in
            names[fault].map { finding(fault, $0, field, in: file) }
        }
    }

    private static func finding(
        _ fault: AssociationFault,
        _ names: [String],
        _ field: String,
        in file: String
    ) -> Finding {
        Finding(
            fault.isFatal ? .error : .warning,
            .sequenceMetadata,
            "\(file): `\(field)` has \(fault.summary(of: names.count))",
            cause: listed(names),
            remedy: fault.isFatal ? MetadataError.otherCopies : nil
        )
    }
}
