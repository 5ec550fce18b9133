// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import Downloads
import ImageAccess
import MirrorConfiguration
import OCI
import Plans
import Resolution

/// Where a run reads: registries and the web, or an archive and nothing else but the target.
struct PlanSources: Sendable {
    let library: ImageLibrary
    let downloader: Downloader
    /// The archive, where one is read.
    let archive: ArchiveContent?

    /// Reads from registries.
    init(clients: RegistryClients) {
        library = ImageLibrary(client: clients.source)
        downloader = clients.downloader
        archive = nil
    }

    /// Reads from an archive, and from the target what earlier archives brought there.
    init(
        archive: ArchiveContent,
        target: DestinationMapping,
        clients: RegistryClients,
        names: [ImageSource: StoredName] = [:]
    ) {
        library = ImageLibrary(
            archive: archive,
            names: names,
            carried: CarriedImages(client: clients.target) { try target.repository($0) }
        )
        downloader = Downloader(transport: NoNetwork(folder: archive.folder))
        self.archive = archive
    }

    /// The places where archives that have no plan keep images which the configuration gives other names.
    static func names(of configuration: ImageSetConfiguration) throws -> [ImageSource: StoredName] {
        let mapping = DestinationMapping(target: try MirrorTarget(registry: PlanTarget.archiveRoot))
        var names: [ImageSource: StoredName] = [:]
        for image in configuration.mirror.additionalImages {
            guard let destination = try? mapping.destination(of: image) else { continue }
            names[image.source] = StoredName(repository: destination.repository.name, tag: destination.tag)
        }
        for catalog in configuration.mirror.operators {
            // The digest names only catalogs that have no tag, which archives find by the digest itself.
            guard let destination = try? mapping.destination(of: catalog, digest: Digest(of: [])),
                catalog.targetTag != nil || catalog.targetCatalog != nil
            else { continue }
            names[catalog.source] = StoredName(repository: destination.repository.name, tag: destination.tag)
        }
        return names
    }

    /// What a plan says of the archive that it reads.
    func record(named folder: String) -> ArchiveSource? {
        archive.map { archive in
            ArchiveSource(
                folder: "file://\(folder)",
                volumes: archive.volumes.map { .init(name: "\($0.name)", size: $0.size) }
            )
        }
    }
}
