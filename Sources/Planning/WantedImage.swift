// SPDX-License-Identifier: Apache-2.0

import OCI
import Resolution

/// A destination's one image, after everything that asks for it was merged.
struct WantedImage {
    var image: DesiredImage
    /// The references by which it was asked for, sorted; the image is read from the first of them that was found.
    var origins: [String]
    var observation: ImageObservation
    var digest: Digest
}
