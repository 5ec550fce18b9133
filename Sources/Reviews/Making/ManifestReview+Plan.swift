// SPDX-License-Identifier: Apache-2.0

import ClusterResources
import Diagnostics
import Plans

extension ManifestReview {
    /// Reviews the files for clusters; `nil` if there is nothing to show.
    init?(of plan: Plan, changes: [ManifestChange]?) {
        let isShown =
            if !plan.hasChanges {
                changes.map { !$0.isEmpty } ?? !plan.resources.isEmpty
            } else {
                switch plan.work {
                case .copiesToRegistry: true
                case .copiesToArchive: false
                case .deletions: changes?.isEmpty != true
                }
            }
        guard isShown else { return nil }
        let becomes = Dictionary(
            (changes ?? []).map { ($0.path, Change($0.kind)) },
            uniquingKeysWith: { first, _ in first }
        )
        // A plan of deletions lists only the files that change.
        let listsAll = changes == nil || plan.hasChanges && plan.work != .deletions
        let contents = Dictionary(plan.resources.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        let templates = TemplatedFiles(of: plan)
        isCompared = changes != nil
        listsChangesOnly = !plan.hasChanges && changes != nil
        files = Set((listsAll ? Array(contents.keys) : []) + becomes.keys).sorted().map { path in
            let isWritten = changes == nil || becomes[path] != nil
            return File(
                path: path,
                change: becomes[path],
                objects: contents[path]?.objects,
                template: isWritten ? contents[path].map(templates.lines) ?? [] : []
            )
        }
        let releases = (plan.placed + plan.others).compactMap(\.release).filter(\.signatures.isEmpty)
        unsigned = Set(releases.map { "\($0.version) \($0.architecture)" }).sorted(by: naturallyPrecedes)
        others = plan.others.map { Other(origins: $0.origins, destination: "\($0.destination)") }
    }
}

extension ManifestReview.Change {
    fileprivate init(_ kind: ManifestChange.Kind) {
        self =
            switch kind {
            case .added: .added
            case .changed: .changed
            case .removed: .removed
            }
    }
}

/// Files made from the user's templates; no other part of a plan shows their fields.
private struct TemplatedFiles {
    /// The ends of these files' paths.
    private let names: Set<String>

    init(of plan: Plan) {
        let catalogs = (plan.placed + plan.others).compactMap(\.catalog).filter { $0.template != nil }
        names = Set(catalogs.map { ResourceFile.catalogSource($0.name).name })
    }

    /// The lines of a file after the first, if it comes from a template.
    func lines(of resource: Resource) -> [String] {
        guard let name = resource.path.split(separator: "/").last, resource.path.contains("/"),
            names.contains(String(name))
        else { return [] }
        return resource.content.split(separator: "\n").dropFirst().map(String.init)
    }
}
