// SPDX-License-Identifier: Apache-2.0

/// The choice which signatures and other attachments of images are looked for.
package enum AttachmentChoice: Sendable {
    /// None: they are not copied.
    case notCopied
    /// Only those that the ledger does not know yet.
    case known
    /// All of them, even if the ledger knows them.
    case refreshed
}
