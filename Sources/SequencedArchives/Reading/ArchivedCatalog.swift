// SPDX-License-Identifier: Apache-2.0

package import OCI
package import SequenceMetadata

/// A catalog in an archive: the original image, and the part of it that the run selected.
package struct ArchivedCatalog: Sendable, Hashable {
    package let path: CatalogPath
    /// The member with the filtered catalog as JSON; `nil` if it is missing.
    package let filtered: String?
    /// The digest of the original image; `nil` if it is missing, as before 4.11.
    package let original: Digest?
    /// What the metadata says of it; `nil` for a catalog that an earlier run left in the workspace.
    ///
    /// oc-mirror packs and publishes such catalogs, although no configuration asks for them any more.
    package let recorded: RecordedCatalog?
}
