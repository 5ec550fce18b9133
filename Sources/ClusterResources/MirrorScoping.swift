// SPDX-License-Identifier: Apache-2.0

/// How much of the path of a repository an entry for clusters names.
package enum MirrorScoping: Sendable {
    /// Every repository has an entry of its own.
    case repository
    /// One entry serves all repositories beside each other: `quay.io/a/b` for `quay.io/a/b/c`.
    case siblings
    /// One entry serves everything below the first component of the path: `quay.io/a` for `quay.io/a/b/c`.
    case firstComponent

    /// The number of a path's last components that an entry leaves out.
    func omitted(of path: [String]) -> Int {
        switch self {
        case .repository: 0
        case .siblings: 1
        case .firstComponent: path.count - 1
        }
    }
}
