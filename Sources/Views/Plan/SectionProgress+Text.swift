// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Sections

extension SectionProgress {
    /// The progress message for people.
    var text: String {
        switch self {
        case .reading(let what): "reading \(what)"
        case .read(let what, let bytes): "reading \(what): \(ByteCount.text(bytes))"
        }
    }
}
