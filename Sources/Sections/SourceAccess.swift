// SPDX-License-Identifier: Apache-2.0

package import ArchiveSets
package import Downloads
package import ImageAccess

/// The sources of a run: registries and the web, or only an archive and the target.
package struct SourceAccess: Sendable {
    package let library: ImageLibrary
    package let downloader: Downloader
    /// The archive to read, if any.
    package let archive: OpenedArchive?

    package init(library: ImageLibrary, downloader: Downloader, archive: OpenedArchive? = nil) {
        self.library = library
        self.downloader = downloader
        self.archive = archive
    }
}
