// SPDX-License-Identifier: Apache-2.0

/// The options of blob uploads.
package struct UploadChoices: Sendable {
    /// The record of begun uploads, with which another run continues them.
    package let journal: Journal?
    /// The length of chunks in bytes; blobs longer than two chunks are uploaded in chunks.
    package let chunkLength: Int64

    package init(journal: Journal? = nil, chunkLength: Int64 = 128 << 20) {
        self.journal = journal
        self.chunkLength = chunkLength
    }
}
