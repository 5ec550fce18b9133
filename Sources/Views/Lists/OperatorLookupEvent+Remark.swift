// SPDX-License-Identifier: Apache-2.0

import Diagnostics
package import Runs

extension OperatorLookupEvent {
    /// The message of an event while a catalog is read.
    package var remark: Remark {
        switch self {
        case .reading: .progress("reading catalogs")
        case .read(let bytes): .progress("reading catalogs: \(ByteCount.text(bytes))")
        case .unreadable(let reason): .note("\(reason)\n")
        }
    }
}
