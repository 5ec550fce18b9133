// SPDX-License-Identifier: Apache-2.0

extension Plan {
    /// Refuses a record of trusted images that the plan does not have, or that says nothing.
    func validateTrust() throws(PlanError) {
        guard let trust = evidence.trust else { return }
        guard work != .deletions else { throw .contradiction("a plan that only deletes trusts no images") }
        let known = Set(placed.map(\.destination))
        for acceptance in trust.accepted {
            guard !acceptance.by.isEmpty, !acceptance.images.isEmpty else {
                throw .contradiction("its policy accepts images of `\(acceptance.scope)` by nothing, or none at all")
            }
            if let image = acceptance.images.first(where: { !known.contains($0) }) {
                throw .contradiction("its policy accepts `\(image)`, which is not in the plan")
            }
        }
    }
}
