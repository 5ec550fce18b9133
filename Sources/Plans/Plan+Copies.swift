// SPDX-License-Identifier: Apache-2.0

import OCI

extension Plan {
    /// The tags that the plan's copies write, by repository.
    package var copiedTags: [String: Set<String>] {
        var tags: [String: Set<String>] = [:]
        for action in actions {
            guard let reference = try? ImageReference(action.destination), let tag = reference.tag else { continue }
            tags["\(reference.repository)", default: []].insert("\(tag)")
        }
        return tags
    }
}
