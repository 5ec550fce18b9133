// SPDX-License-Identifier: Apache-2.0

import OCI
import Resolution

extension NeededImages {
    /// Keeps what a configuration wants: under its tags, and by its content.
    mutating func need(_ images: [DesiredImage], wantedBy name: String) {
        for image in images {
            need(image.destination, by: "\(name) wants it")
            // Clusters pull it by its digest, whatever tag it has.
            guard let digest = image.reference?.digest else { continue }
            need(digest, in: image.destination.repository, by: "\(name) wants it")
        }
    }
}
