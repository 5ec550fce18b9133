// SPDX-License-Identifier: Apache-2.0

import OCI
import Resolution

/// The requested images at their places, and the requested contents, whatever their tags are.
struct RequestedImages {
    let images: [DesiredImage]
    /// The contents that are requested by digest, such as outdated manifests.
    let outdated: [OutdatedImage]

    init(_ images: [DesiredImage], outdated: [OutdatedImage] = []) {
        self.images = images
        self.outdated = outdated
    }

    /// The same requests by repository, sorted by name.
    var byRepository: [(repository: Repository, requested: RequestedImages)] {
        let wanted = Dictionary(grouping: images, by: \.destination.repository)
        let old = Dictionary(grouping: outdated, by: \.image.destination.repository)
        let repositories = Set(wanted.keys).union(old.keys).sorted { $0.description < $1.description }
        return repositories.map { ($0, RequestedImages(wanted[$0] ?? [], outdated: old[$0] ?? [])) }
    }
}
