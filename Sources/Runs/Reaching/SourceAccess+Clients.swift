// SPDX-License-Identifier: Apache-2.0

package import ArchiveSets
import Downloads
package import ImageAccess
package import OCI
package import Plans
package import Resolution
package import Sections

extension SourceAccess {
    /// Reads from registries.
    package init(clients: RegistryClients) {
        self.init(library: ImageLibrary(client: clients.source), downloader: clients.downloader)
    }

    /// Reads from an archive, and from the target the content that earlier archives brought there.
    ///
    /// `names` and `relocations` have the meaning of `ImageLibrary`.
    package init(
        archive: OpenedArchive,
        target: DestinationMapping,
        clients: RegistryClients,
        names: [ImageSource: StoredName] = [:],
        relocations: [Repository: RepositoryName]
    ) {
        self.init(
            library: ImageLibrary(
                archive: archive,
                names: names,
                relocations: relocations,
                carried: CarriedImages(client: clients.target) { try target.repository($0) }
            ),
            downloader: Downloader(transport: ArchivedDownloads(archive: archive)),
            archive: archive
        )
    }

    /// The plan's record of the archive that it reads.
    package func record(named folder: String) -> SourceArchive? {
        archive.map { archive in
            SourceArchive(
                .archive(folder: folder),
                volumes: archive.volumes.map { .init(name: $0.file, size: $0.size) }
            )
        }
    }
}
