// SPDX-License-Identifier: Apache-2.0

import OCI
import Resolution

/// A manifest whose tag a plan moves to another manifest: it stays at the target, but nothing leads to it.
struct OutdatedImage: Sendable, Equatable {
    let image: DesiredImage
    let digest: Digest
}
