// SPDX-License-Identifier: Apache-2.0

package import Runs

extension OperatorLookupEvent {
    /// The message of an event while a catalog is read.
    package var remark: Remark {
        switch self {
        case .reading: .progress(Activity("reading catalogs"))
        case .read(let bytes): .progress(Activity("reading catalogs", done: bytes))
        case .unreadable(let reason): .note("\(reason)\n")
        }
    }
}
