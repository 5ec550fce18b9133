// SPDX-License-Identifier: Apache-2.0

import OCI
import Resolution

/// The image of a destination, merged from all requests for it.
struct WantedImage {
    var image: DesiredImage
    /// The references by which it was requested, sorted; it is read from the first one that was found.
    var origins: [String]
    var observation: ImageObservation
    var digest: Digest
}
