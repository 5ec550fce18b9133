// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// An error that the place of metadata cannot be read or written.
package struct UnreachableMetadata: ExplainedError, Sendable, Equatable {
    /// The file or the image.
    package let place: String
    package let isWriting: Bool
    package let reason: Explanation

    package var explanation: Explanation {
        reason.about("the metadata \(printable(place)) cannot be \(isWriting ? "written" : "read")")
            .adding(
                remedy: isWriting
                    ? "Correct this and apply the same plan again: it then only writes what is missing."
                    : "Nothing was changed. Correct this, or check `storageConfig`: without its metadata a mirror would "
                        + "begin again at sequence 1."
            )
    }
}
