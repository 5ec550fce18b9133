// SPDX-License-Identifier: Apache-2.0

package import GitStore

/// The author and the time of a record.
package struct AuditSignature: Sendable, Equatable {
    package let author: GitIdentity
    package let time: GitTime

    package init(author: GitIdentity, time: GitTime) {
        self.author = author
        self.time = time
    }
}
