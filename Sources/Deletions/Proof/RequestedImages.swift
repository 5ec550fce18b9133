// SPDX-License-Identifier: Apache-2.0

import OCI
import Resolution

/// What is asked to go: images at their places, and contents whatever their tags.
struct RequestedImages {
    let images: [DesiredImage]
    /// The contents that are asked for by their digest, such as what a plan makes outdated.
    let outdated: [OutdatedImage]

    init(_ images: [DesiredImage], outdated: [OutdatedImage] = []) {
        self.images = images
        self.outdated = outdated
    }

    /// The same by repository, sorted by its name.
    var byRepository: [(repository: Repository, requested: RequestedImages)] {
        let wanted = Dictionary(grouping: images, by: \.destination.repository)
        let old = Dictionary(grouping: outdated, by: \.image.destination.repository)
        let repositories = Set(wanted.keys).union(old.keys).sorted { $0.description < $1.description }
        return repositories.map { ($0, RequestedImages(wanted[$0] ?? [], outdated: old[$0] ?? [])) }
    }
}
