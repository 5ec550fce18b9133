// SPDX-License-Identifier: Apache-2.0

import OCI

/// The two prefixes in a mirror set's entry: the beginning of a pulled name, and its replacement.
struct MirrorScope: Sendable, Equatable {
    let source: String
    let mirror: String

    /// Uses the namespace if the destination's path ends with the origin's, component by component, so that one entry
    /// serves all its repositories; otherwise, or if `isRepository`, uses the repository.
    init(_ pair: MirrorPair, isRepository: Bool) {
        let origin = pair.origin.repository
        let destination = pair.destination.repository
        let path = origin.name.components
        guard !isRepository, destination.name.components.suffix(path.count) == path[...] else {
            source = origin.description
            mirror = destination.description
            return
        }
        func parent(_ host: String, _ components: [String]) -> String {
            ([host] + components.dropLast()).joined(separator: "/")
        }
        source = parent(origin.host.description, path)
        mirror = parent(destination.host.description, destination.name.components)
    }
}
