// SPDX-License-Identifier: Apache-2.0

import OCI
package import Plans

/// The manifests that a plan deletes, as oc-mirror v1 lists them in `pruning-plan.json`.
///
/// Tags that are deleted without their manifest are not in it, because the format has no place for them.
package struct VersionOnePruning: Sendable {
    /// The JSON, without a line break at the end; `nil` if no manifest is deleted.
    package let text: String?

    /// Lists the deletions of a plan for a registry.
    package init(of plan: Plan) {
        let host = plan.target.name.prefix { $0 != "/" }
        let manifests = plan.deletions.filter { $0.kind == .manifest }
        let repositories = Dictionary(grouping: manifests) { $0.repository.description.dropFirst(host.count + 1) }
        guard !repositories.isEmpty else {
            text = nil
            return
        }
        let listed = repositories.sorted { $0.key < $1.key }.map { name, deletions in
            let digests = Set(deletions.map(\.digest.description)).sorted().map { "    \"\($0)\"" }
            return "  {\n   \"name\": \"\(name)\",\n   \"manifests\": [\n"
                + digests.joined(separator: ",\n") + "\n   ]\n  }"
        }
        text = "{\n \"registry\": \"\(host)\",\n \"repositories\": [\n" + listed.joined(separator: ",\n") + "\n ]\n}"
    }
}
