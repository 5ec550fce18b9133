// SPDX-License-Identifier: Apache-2.0

package import ArchiveSets
package import Downloads
package import ImageAccess
package import OCI
package import Plans
import Releases
package import Resolution

/// Where a run reads: registries and the web, or an archive and nothing else but the target.
package struct SourceAccess: Sendable {
    package let library: ImageLibrary
    package let downloader: Downloader
    /// The archive, where one is read.
    package let archive: OpenedArchive?
    /// Where registries.conf redirects releases to: a host, or a namespace there.
    package let releaseMirrors: [String]

    /// Reads from registries.
    package init(clients: RegistryClients) {
        library = ImageLibrary(client: clients.source)
        downloader = clients.downloader
        archive = nil
        releaseMirrors = clients.releaseMirrors
    }

    /// Reads from an archive, and from the target what earlier archives brought there.
    package init(
        archive: OpenedArchive,
        target: DestinationMapping,
        clients: RegistryClients,
        names: [ImageSource: StoredName] = [:]
    ) throws(ReferenceError) {
        library = ImageLibrary(
            archive: archive,
            names: names,
            relocations: try ReleaseRepositories.relocations,
            carried: CarriedImages(client: clients.target) { try target.repository($0) }
        )
        downloader = Downloader(transport: NoNetwork(folder: archive.folder))
        self.archive = archive
        releaseMirrors = []
    }

    /// What a plan says of the archive that it reads.
    package func record(named folder: String) -> SourceArchive? {
        archive.map { archive in
            SourceArchive(
                .archive(folder: folder),
                volumes: archive.volumes.map { .init(name: "\($0.name)", size: $0.size) }
            )
        }
    }
}
