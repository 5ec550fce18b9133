// SPDX-License-Identifier: Apache-2.0

import OCI
import Resolution

/// What a tag named before a plan gives it to something else: the manifest stays at the target, and nothing leads to it.
struct OutdatedImage: Sendable, Equatable {
    let image: DesiredImage
    let digest: Digest
}
