// SPDX-License-Identifier: Apache-2.0

package import Runs

extension DescribeEvent {
    /// The message of an event while an archive is described.
    package var remark: Remark {
        switch self {
        case .note(let text): .note(text)
        case .reading(let done, let all): .progress(Activity("reading", done: done, of: all))
        }
    }
}
