// SPDX-License-Identifier: Apache-2.0

import Cache
import Diagnostics
package import Runs

extension CacheRemoval.Outcome {
    /// The message about the removal; `nil` if nothing was to be removed.
    package var text: String? {
        switch self {
        case .none: nil
        case .removed(let amount):
            "\(counted(amount.count, "file")) of the cache removed (\(ByteCount.text(amount.bytes))).\n"
        case .kept(let reason): "warning: the cache keeps its files about the deleted images: \(reason)\n"
        }
    }
}
