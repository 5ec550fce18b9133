// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import ImageAccess
import MirrorConfiguration
import OCI
import Resolution

extension ImageSetConfiguration {
    /// Where archives keep what is asked for here under a name that is not its own.
    ///
    /// Archives that this tool wrote know it themselves; those of oc-mirror have no other record of it.
    var archivedNames: [ImageSource: StoredName] {
        get throws(ReferenceError) {
            let mapping = try DestinationMapping.archive
            var names: [ImageSource: StoredName] = [:]
            // What has no place is told where the image is planned.
            for image in mirror.additionalImages {
                guard let place = try? mapping.destination(of: image) else { continue }
                names[image.source] = StoredName(repository: place.repository.name, tag: place.tag)
            }
            if let release = mirror.platform?.release?.value, let tag = release.tag,
                let place = try? mapping.payload(of: "\(tag)")
            {
                names[.registry(release)] = StoredName(repository: place.repository.name, tag: place.tag)
            }
            return names
        }
    }
}
