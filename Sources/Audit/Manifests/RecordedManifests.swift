// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI

/// Distinguishes manifests of this tool from others by their bytes.
///
/// Names are no proof: other tools write files with the same names, and people edit the files of this tool.
struct RecordedManifests {
    let folder: AuditFolder

    /// Whether a plan recorded here wrote these very bytes; if `target` is given, a plan for that target.
    func wrote(_ path: String, _ bytes: [UInt8], for target: String? = nil) throws -> Bool {
        if isCommitted(path, bytes), isOurs(path) { return true }
        let digest = Digest(of: bytes)
        // Plans may be long, and most do not mention the file.
        let mark = Data("\"\(digest)\"".utf8)
        for name in try folder.list("plans") {
            guard let data = try? folder.read("plans/\(name)/plan.json").map({ Data($0) }), data.range(of: mark) != nil,
                let plan = PlanHeader(data), target == nil || plan.target.registry == target,
                plan.resources?.contains(where: { $0.path == path && $0.digest == digest }) == true
            else { continue }
            return true
        }
        return false
    }

    /// Whether git has these very bytes of a file, so that overwriting it loses nothing.
    func isCommitted(_ path: String, _ bytes: [UInt8]) -> Bool { (try? repository?.committed(path)) == bytes }

    /// Whether this tool made the last commit that changed a file.
    private func isOurs(_ path: String) -> Bool { (try? repository?.lastChangeIsRecord(of: path)) == true }

    private var repository: AuditRepository? { try? AuditRepository.locate(around: folder.root) }
}
