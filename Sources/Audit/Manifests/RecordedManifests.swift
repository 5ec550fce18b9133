// SPDX-License-Identifier: Apache-2.0

import Foundation
import Ledger
import OCI

/// Distinguishes manifests of this tool from others by their bytes.
///
/// Names are no proof: other tools write files with the same names, and people edit the files of this tool.
struct RecordedManifests {
    let folder: AuditFolder

    /// Whether a record wrote these very bytes: a commit of this tool, a plan or a ledger recorded here; if `target` is
    /// given, one of that target.
    ///
    /// Plans and ledgers are files, so they tell it also where the commit is not: in shallow clones, and after the
    /// commits of a branch were squashed.
    func wrote(_ path: String, _ bytes: [UInt8], for target: String? = nil) throws -> Bool {
        if isCommitted(path, bytes), isOurs(path, target) { return true }
        let digest = Digest(of: bytes)
        return try isInLedger(path, digest, target) || isInPlan(path, digest, target)
    }

    private func isInPlan(_ path: String, _ digest: Digest, _ target: String?) throws -> Bool {
        // Plans may be long, and most do not mention the file.
        let mark = Data("\"\(digest)\"".utf8)
        for name in try folder.list("plans") {
            guard let data = try? folder.read(AuditTrail.file(ofPlanIn: name)).map({ Data($0) }),
                data.range(of: mark) != nil,
                let plan = PlanHeader(data), target == nil || plan.target.registry == target,
                plan.resources?.contains(where: { $0.path == path && $0.digest == digest }) == true
            else { continue }
            return true
        }
        return false
    }

    private func isInLedger(_ path: String, _ digest: Digest, _ target: String?) throws -> Bool {
        let mark = Data("\"\(digest)\"".utf8)
        let names = try target.map { [LedgerFile.path(of: $0)] } ?? folder.list("ledger").map { "ledger/\($0)" }
        return names.contains { name in
            guard let data = try? folder.read(name).map({ Data($0) }), data.range(of: mark) != nil,
                let ledger = try? LedgerFile.read(data, from: name)
            else { return false }
            return ledger.manifests.contains { $0.path == path && $0.digest == digest }
        }
    }

    /// Whether git has these very bytes of a file, so that overwriting it loses nothing.
    func isCommitted(_ path: String, _ bytes: [UInt8]) -> Bool { (try? repository?.committed(path)) == bytes }

    /// Whether this tool made the last commit that changed a file.
    private func isOurs(_ path: String, _ target: String?) -> Bool {
        (try? repository?.lastChangeIsRecord(of: path, for: target)) == true
    }

    private var repository: AuditRepository? { try? AuditRepository.locate(around: folder.root) }
}
