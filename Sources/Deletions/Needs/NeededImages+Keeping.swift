// SPDX-License-Identifier: Apache-2.0

import OCI
import Resolution

extension NeededImages {
    /// Keeps the images of a configuration: under their tags, and by digest.
    mutating func need(_ images: [DesiredImage], wantedBy name: String) {
        for image in images {
            need(image.destination, by: "\(name) wants it")
            // Clusters pull it by digest, whatever tag it has.
            guard let digest = image.reference?.digest else { continue }
            need(digest, in: image.destination.repository, by: "\(name) wants it")
        }
    }
}
