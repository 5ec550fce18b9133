// SPDX-License-Identifier: Apache-2.0

package import ArchiveSets
package import Downloads
package import ImageAccess

/// Where a run reads: registries and the web, or an archive and nothing else but the target.
package struct SourceAccess: Sendable {
    package let library: ImageLibrary
    package let downloader: Downloader
    /// The archive, where one is read.
    package let archive: OpenedArchive?

    package init(library: ImageLibrary, downloader: Downloader, archive: OpenedArchive? = nil) {
        self.library = library
        self.downloader = downloader
        self.archive = archive
    }
}
