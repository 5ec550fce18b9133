// SPDX-License-Identifier: Apache-2.0

package import Plans

/// Keeps a plan from overwriting files for clusters that others wrote or changed.
package struct ForeignManifests {
    private let trail: AuditTrail

    package init(trail: AuditTrail) { self.trail = trail }

    /// Refuses to overwrite files that exist only in this folder; `option` is the option that allows it, if any.
    ///
    /// Returns the foreign files that git keeps, sorted.
    @discardableResult
    package func check(_ plan: Plan, overwriting option: String?) throws -> [String] {
        let recorded = RecordedManifests(folder: trail.folder)
        var (lost, kept): ([ForeignManifestsError.File], [String]) = ([], [])
        for resource in plan.resources {
            let planned = Array(resource.content.utf8)
            guard let found = try trail.folder.read(resource.path), found != planned,
                try !recorded.wrote(resource.path, found)
            else { continue }
            if recorded.isCommitted(resource.path, found) {
                kept.append(resource.path)
            } else {
                let text = String(decoding: found, as: UTF8.self)
                lost.append(.init(path: resource.path, found: text, planned: resource.content))
            }
        }
        guard lost.isEmpty else { throw ForeignManifestsError(files: lost, option: option, commits: trail.commits) }
        return kept.sorted()
    }
}
