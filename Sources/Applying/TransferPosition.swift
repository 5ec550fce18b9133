// SPDX-License-Identifier: Apache-2.0

import OCI

/// How far a transfer has come; an attempt that got further has patience anew.
protocol TransferPosition {
    var position: Int64 { get }
}

extension DigestHasher: TransferPosition {
    var position: Int64 { count }
}
