// SPDX-License-Identifier: Apache-2.0

import OCI

/// The position of a transfer; an attempt that got further resets the count of failures.
protocol TransferPosition {
    var position: Int64 { get }
}

extension DigestHasher: TransferPosition {
    var position: Int64 { count }
}
