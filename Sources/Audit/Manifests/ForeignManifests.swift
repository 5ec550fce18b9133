// SPDX-License-Identifier: Apache-2.0

package import Plans

/// Keeps a plan from overwriting files for clusters that others wrote or changed.
package struct ForeignManifests {
    private let trail: AuditTrail

    package init(trail: AuditTrail) { self.trail = trail }

    /// Refuses to overwrite files that are not as a recorded plan or apply wrote them, whether git has them or not.
    ///
    /// With `adopting`, returns these files instead, sorted.
    @discardableResult
    package func check(_ plan: Plan, adopting: Bool) throws -> [ForeignManifestsError.File] {
        let recorded = RecordedManifests(folder: trail.folder)
        let foreign = try plan.resources.compactMap { resource -> ForeignManifestsError.File? in
            guard let found = try trail.folder.read(resource.path), found != Array(resource.content.utf8),
                try !recorded.wrote(resource.path, found)
            else { return nil }
            return ForeignManifestsError.File(
                path: resource.path,
                found: String(decoding: found, as: UTF8.self),
                planned: resource.content,
                isInGit: recorded.isCommitted(resource.path, found)
            )
        }.sorted { $0.path < $1.path }
        guard adopting || foreign.isEmpty else { throw ForeignManifestsError(files: foreign, commits: trail.commits) }
        return foreign
    }
}
