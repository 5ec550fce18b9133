// SPDX-License-Identifier: Apache-2.0

package import ArchiveSets
import Archives
import Foundation
import Layouts
package import OCI
@testable package import Plans

/// A set of volumes made for a test: images spread over volumes, with the plan that would have written them.
package struct TestArchiveSet: Sendable {
    /// An image and where it comes from.
    package struct Item: Sendable {
        package let name: String
        package let tag: String
        package let image: TestImage
        package let type: ImageType
        /// What earlier sets carried of it.
        package let carried: Set<Digest>

        package init(
            _ name: String,
            tag: String = "1",
            _ image: TestImage,
            type: ImageType = .additionalImage,
            carried: Set<Digest> = []
        ) {
            self.name = name
            self.tag = tag
            self.image = image
            self.type = type
            self.carried = carried
        }

        var blobs: [(digest: Digest, bytes: [UInt8])] {
            let manifests = image.manifests.map { ($0.descriptor.digest, $0.bytes) }
            let layers = image.blobs.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
            return (manifests + layers).filter { !carried.contains($0.0) }
        }
    }

    package let plan: PlanFile
    package let configuration: [UInt8]
    /// The bytes of the volumes, in their order.
    package let volumes: [(name: VolumeName, bytes: [UInt8])]
    /// The blobs and manifests of each volume.
    package let blobs: [[Digest: [UInt8]]]

    /// Spreads images over volumes, an item to each until the last, which gets the rest.
    package init(
        _ items: [Item],
        first: Int = 1,
        parts: Int = 1,
        documents: [String: String] = [:],
        configuration: String = "kind: ImageSetConfiguration\n",
        lineage: Digest? = nil,
        since: String? = nil,
        adjusting adjust: (inout Plan) -> Void = { _ in }
    ) throws {
        let configuration = Array(configuration.utf8)
        var seen: Set<Digest> = []
        var shares = [[(digest: Digest, bytes: [UInt8])]](repeating: [], count: parts)
        for (position, item) in items.enumerated() {
            for blob in item.blobs where seen.insert(blob.digest).inserted {
                shares[min(position, parts - 1)].append(blob)
            }
        }
        var plan = Self.plan(items, configuration, lineage, since)
        for (part, share) in shares.enumerated() {
            plan.fields.blobs += share.map { blob in
                BlobTransfer(
                    digest: blob.digest,
                    size: Int64(blob.bytes.count),
                    source: "quay.io/\(items[0].name)",
                    home: "localhost/\(items[0].name)",
                    atHome: false,
                    mountInto: [],
                    volume: first + part
                )
            }
        }
        plan.fields.archive = PlannedArchive(
            limit: 1 << 30,
            firstVolume: first,
            documents: documents.sorted { $0.key < $1.key }.map { path, text in
                .init(path: path, digest: Digest(of: Array(text.utf8)), size: Int64(text.utf8.count))
            }
        )
        adjust(&plan)
        // The plan lies in a volume and names its size, so both are made until they agree.
        var sizes = [Int64](repeating: 0, count: parts)
        var file = try PlanFile(plan)
        var volumes: [(VolumeName, [UInt8])] = []
        while sizes != volumes.map({ Int64($0.1.count) }) {
            if !volumes.isEmpty { sizes = volumes.map { Int64($0.1.count) } }
            plan.fields.archive?.fields.volumes = sizes.enumerated().map {
                .init(name: VolumeName(first + $0).description, size: $1)
            }
            file = try PlanFile(plan)
            volumes = try shares.indices.map { part in
                let name = VolumeName(first + part)
                let description = VolumeDescription(plan: file.id, volume: name, part: part + 1, parts: parts)
                var archive = TestArchive()
                try archive.add(ArchivePath.description(of: name), description.bytes)
                if part == 0 {
                    try archive.add(ArchivePath.plan(file.id), file.bytes)
                    try archive.add(ArchivePath.configuration(Digest(of: configuration)), configuration)
                    for (path, text) in documents.sorted(by: { $0.key < $1.key }) { try archive.add(path, text) }
                    for item in items { try Self.addLinks(of: item, to: &archive) }
                }
                for blob in shares[part] { try archive.add(StoragePath.blob(blob.digest), blob.bytes) }
                return (name, try archive.bytes)
            }
        }
        self.plan = file
        self.configuration = configuration
        self.volumes = volumes.map { (name: $0.0, bytes: $0.1) }
        blobs = shares.map { Dictionary($0.map { ($0.digest, $0.bytes) }, uniquingKeysWith: { first, _ in first }) }
    }

    /// Writes the volumes into a folder.
    package func write(to folder: TemporaryDirectory, _ name: String = "") throws {
        for volume in volumes {
            try folder.write(volume.bytes, to: name.isEmpty ? "\(volume.name)" : "\(name)/\(volume.name)")
        }
    }

    private static func addLinks(of item: Item, to archive: inout TestArchive) throws {
        let repository = try RepositoryName(item.name)
        let digest = item.image.digest
        try archive.add(StoragePath.revision(digest, in: repository), digest.description)
        try archive.add(StoragePath.tag(Tag(item.tag), in: repository), digest.description)
    }

    private static func plan(_ items: [Item], _ configuration: [UInt8], _ lineage: Digest?, _ since: String?) -> Plan {
        Plan(
            work: .copiesToArchive(folder: "/media/usb"),
            configuration: ConfigurationRecord(path: "isc.yaml", digest: Digest(of: configuration)),
            options: PlanOptions(since: since),
            target: PlanTarget(TargetPlace("file:///media/usb"), lineage: lineage, serial: lineage == nil ? 0 : 1),
            actions: items.map { item in
                Action(
                    kind: .copy,
                    type: item.type,
                    origins: ["quay.io/\(item.name):\(item.tag)"],
                    source: "quay.io/\(item.name):\(item.tag)@\(item.image.digest)",
                    destination: "localhost/\(item.name):\(item.tag)",
                    digest: item.image.digest,
                    size: Int64(item.image.blobSize),
                    transfer: item.blobs.reduce(0) { $0 + Int64($1.bytes.count) },
                    expect: .init(destination: nil),
                    reason: "missing in the archive",
                    requestedBy: ["mirror.additionalImages[0]"]
                )
            }
        )
    }
}

extension [TestArchiveSet] {
    /// The index as it lies beside the volumes of these sets, found by looking for the bytes of each blob.
    package var index: ArchiveIndex {
        ArchiveIndex(
            sets: map { set in
                ArchiveIndex.VolumeSet(
                    plan: set.plan.id,
                    volumes: set.volumes.enumerated().map { position, volume in
                        let blobs = set.blobs[position].map { digest, bytes in
                            ArchiveIndex.Blob(
                                digest: digest,
                                offset: Int64(set.offset(of: digest, in: volume.bytes)),
                                size: Int64(bytes.count)
                            )
                        }
                        return ArchiveIndex.Volume(
                            name: volume.name.description,
                            size: Int64(volume.bytes.count),
                            checksum: set.checksum(of: volume.bytes),
                            blobs: blobs.sorted { $0.offset < $1.offset }
                        )
                    }
                )
            }
        )
    }
}

extension TestArchiveSet {
    /// The checksum of a volume by its definition, for the headers of one block that tests have.
    fileprivate func checksum(of volume: [UInt8]) -> Digest {
        var start = 0
        var text: [UInt8] = []
        while volume[start] != 0 {
            let header = Array(volume[start..<start + 512])
            let digits = String(decoding: header[124..<135], as: UTF8.self)
            let size = Int(digits, radix: 8) ?? 0
            let content = volume[start + 512..<start + 512 + size]
            text += header + Array("\(Digest(of: content))\n".utf8)
            start += 512 + (size + 511) / 512 * 512
        }
        return Digest(of: text)
    }

    /// Where the content of a blob begins: behind the block that has its path.
    fileprivate func offset(of digest: Digest, in volume: [UInt8]) -> Int {
        let name = Array("\(digest.hex)/data".utf8)
        let block = stride(from: 0, to: volume.count, by: 512).first { start in
            volume[start..<start + 512].firstRange(of: name) != nil
        }
        return (block ?? 0) + 512
    }
}
