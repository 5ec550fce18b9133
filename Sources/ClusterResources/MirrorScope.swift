// SPDX-License-Identifier: Apache-2.0

import OCI

/// The two prefixes in a mirror set's entry: the beginning of a pulled name, and its replacement.
struct MirrorScope: Sendable, Hashable {
    let source: String
    let mirror: String

    /// Uses the scoping if the destination's path ends with the origin's, component by component, so that one entry
    /// serves several repositories; otherwise uses the repository.
    init(_ pair: MirrorPair, _ scoping: MirrorScoping) {
        let origin = pair.origin.repository
        let destination = pair.destination.repository
        let path = origin.name.components
        let target = destination.name.components
        let omitted = target.suffix(path.count) == path[...] ? scoping.omitted(of: path) : 0
        guard omitted > 0 else {
            source = origin.description
            mirror = destination.description
            return
        }
        func prefix(_ host: String, _ components: [String]) -> String {
            ([host] + components.dropLast(omitted)).joined(separator: "/")
        }
        source = prefix(origin.host.description, path)
        mirror = prefix(destination.host.description, target)
    }
}
