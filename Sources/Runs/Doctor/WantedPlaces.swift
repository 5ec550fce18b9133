// SPDX-License-Identifier: Apache-2.0

import Diagnostics
package import MirrorConfiguration
package import OCI
import Releases

/// The places that a configuration reads from: one image of each repository's registry stands for the registry.
package struct WantedPlaces: Sendable, Equatable {
    /// An image of each registry, sorted by registry.
    package let images: [ImageReference]
    /// The folders of image layouts.
    package let layouts: [String]
    package let wantsReleases: Bool

    package init(_ configuration: ImageSetConfiguration) {
        let mirror = configuration.mirror
        var sources = mirror.additionalImages.map(\.source) + mirror.operators.map(\.source)
        wantsReleases = mirror.platform.map { !$0.channels.isEmpty || $0.release != nil } ?? false
        if let release = mirror.platform?.release { sources.append(.registry(release.value)) }
        var images: [String: ImageReference] = [:]
        var layouts: [String] = []
        for source in sources {
            switch source {
            case .layout(let path): if !layouts.contains(path) { layouts.append(path) }
            case .registry(let image):
                let host = "\(image.repository.host)"
                if images[host] == nil, image.manifestReference != nil { images[host] = image }
            }
        }
        self.images = images.sorted { $0.key < $1.key }.map(\.value)
        self.layouts = layouts
    }
}
