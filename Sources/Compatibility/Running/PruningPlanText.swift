// SPDX-License-Identifier: Apache-2.0

import OCI
import Plans

/// The manifests that a plan deletes, by repository, as oc-mirror v1 writes them into `pruning-plan.json`.
struct PruningPlanText {
    private let plan: Plan

    init(_ plan: Plan) { self.plan = plan }

    /// The text of the file; names and digests consist of characters that JSON does not escape.
    var text: String {
        let host = plan.target.name.prefix { $0 != "/" }
        let deleted = Dictionary(grouping: plan.deletions.filter { $0.kind == .manifest }, by: \.repository.description)
        let repositories = deleted.sorted { $0.key < $1.key }.map { name, deletions in
            let digests = Set(deletions.map(\.digest.description)).sorted().map { "    \"\($0)\"" }
            return """
                  {
                   "name": "\(name.dropFirst(host.count + 1))",
                   "manifests": [
                \(digests.joined(separator: ",\n"))
                   ]
                  }
                """
        }
        return """
            {
             "registry": "\(host)",
             "repositories": [
            \(repositories.joined(separator: ",\n"))
             ]
            }
            """
    }
}
