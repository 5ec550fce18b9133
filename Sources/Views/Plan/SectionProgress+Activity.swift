// SPDX-License-Identifier: Apache-2.0

import Sections

extension SectionProgress {
    /// The progress for people.
    var activity: Activity {
        switch self {
        case .reading(let what): Activity("reading \(what)")
        case .read(let what, let bytes): Activity("reading \(what)", done: bytes)
        }
    }
}
