// SPDX-License-Identifier: Apache-2.0

package import Applying

/// News about what a command does.
package enum ProgressUpdate: Sendable {
    case activity(Activity)
    case apply(ApplyEvent)
    /// It does nothing that takes long any more.
    case ended
}
