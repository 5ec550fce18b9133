// SPDX-License-Identifier: Apache-2.0

/// Which signatures and other attachments of images are looked for.
package enum AttachmentChoice: Sendable {
    /// None: they are not copied.
    case notCopied
    /// Those that the ledger does not know yet.
    case known
    /// All, even where the ledger knows them.
    case refreshed
}
