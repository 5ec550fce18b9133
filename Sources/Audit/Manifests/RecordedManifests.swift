// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI

/// Tells manifests that this tool wrote from those of others, by their bytes.
///
/// Names are no proof: other tools write files of the same names, and people edit what was written for them.
struct RecordedManifests {
    let folder: AuditFolder

    /// Whether a plan that was recorded here wrote a file as it is; with a target, a plan for that one.
    func wrote(_ path: String, _ bytes: [UInt8], for target: String? = nil) throws -> Bool {
        if isCommitted(path, bytes), isOurs(path) { return true }
        let digest = Digest(of: bytes)
        // Plans may be long, and most have nothing to do with the file.
        let mark = Data("\"\(digest)\"".utf8)
        for name in try folder.list("plans") {
            guard let data = try? folder.read("plans/\(name)/plan.json").map({ Data($0) }), data.range(of: mark) != nil,
                let plan = try? JSONDecoder().decode(RecordedPlan.self, from: data),
                target == nil || plan.target.registry == target,
                plan.resources.contains(where: { $0.path == path && $0.digest == digest })
            else { continue }
            return true
        }
        return false
    }

    /// Whether git has a file as it is, so that nothing of it is lost by writing another one.
    func isCommitted(_ path: String, _ bytes: [UInt8]) -> Bool { (try? repository?.committed(path)) == bytes }

    /// Whether the last commit that changed a file is one of this tool's.
    private func isOurs(_ path: String) -> Bool { (try? repository?.lastChangeIsRecord(of: path)) == true }

    private var repository: AuditRepository? { try? AuditRepository.locate(around: folder.root) }
}

/// What is read of a plan that was recorded, whatever became of the rest of its format.
private struct RecordedPlan: Decodable {
    struct Target: Decodable {
        var registry: String
    }

    struct File: Decodable {
        var path: String
        var digest: Digest
    }

    var target: Target
    var resources: [File]
}
