// SPDX-License-Identifier: Apache-2.0

/// How blobs are uploaded.
package struct UploadChoices: Sendable {
    /// Where begun uploads are noted, so that another run goes on with them.
    package let journal: Journal?
    /// Blobs above twice this many bytes are uploaded in chunks of it.
    package let chunkLength: Int64

    package init(journal: Journal? = nil, chunkLength: Int64 = 128 << 20) {
        self.journal = journal
        self.chunkLength = chunkLength
    }
}
