// SPDX-License-Identifier: Apache-2.0

/// The options of blob uploads.
package struct UploadChoices: Sendable {
    /// The record of begun uploads, with which another run continues them.
    package let journal: Journal?
    /// The length of a blob's first chunk in bytes; blobs that are not longer are uploaded in one request.
    package let chunkLength: Int64

    package init(journal: Journal? = nil, chunkLength: Int64 = 8 << 20) {
        self.journal = journal
        self.chunkLength = chunkLength
    }
}
