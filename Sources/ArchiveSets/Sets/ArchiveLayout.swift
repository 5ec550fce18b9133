// SPDX-License-Identifier: Apache-2.0

import Archives
package import OCI
package import Plans

/// The exact place of each member in the volumes: a function of the contents and the limit of volumes.
package struct ArchiveLayout: Sendable, Equatable {
    /// A member with its place.
    package struct Placed: Sendable, Hashable {
        package let member: ArchiveMember
        /// The offset of its header.
        package let offset: Int64
        /// The offset of its content.
        package let dataOffset: Int64
    }

    /// A volume to be written.
    package struct Volume: Sendable, Equatable {
        package let name: VolumeName
        /// Its exact length in bytes.
        package let size: Int64
        /// The members, one after the other without gaps.
        package let members: [Placed]
    }

    package let volumes: [Volume]

    /// The limit and the numbers of volumes.
    package struct Rules: Sendable, Equatable {
        /// The maximum size of a volume in bytes, including everything that tar adds.
        package let limit: Int64
        package let firstVolume: Int
        /// Whether a member above the limit gets its own volume.
        package let allowsOversize: Bool

        package init(limit: Int64, firstVolume: Int, allowsOversize: Bool = false) {
            self.limit = limit
            self.firstVolume = firstVolume
            self.allowsOversize = allowsOversize
        }
    }

    /// An error that a member is larger than any volume may be.
    package struct Oversize: Error, Sendable, Equatable {
        package let member: ArchiveMember
        /// The smallest limit for a volume with this member.
        package let needed: Int64
    }

    /// The bytes that every volume has besides its members: a description of one block, and two empty blocks.
    package static let overhead = Int64(TarEntry.blockSize * 2) + endLength

    /// The empty blocks at the end of a volume.
    package static let endLength = Int64(TarEntry.endOfArchive.count)

    /// Places all members: small ones in order, then blobs, the longest first, each in the first volume with space.
    ///
    /// `planSize` is the length of the plan's file in the first volume. Throws `Oversize` for the first member above the
    /// limit, and `ArchiveError` for one with a name that tar cannot store.
    package init(_ contents: SetContents, plan: Digest, planSize: Int64, rules: Rules) throws {
        var packing = Packing(rules: rules)
        try packing.append(ArchiveMember(.plan, at: ArchivePath.plan(plan), size: planSize))
        for member in contents.small { try packing.append(member) }
        for member in contents.large { try packing.insert(member) }
        volumes = try packing.volumes.enumerated().map { index, members in
            let name = VolumeName(rules.firstVolume + index)
            let description = VolumeDescription(
                plan: plan,
                volume: name,
                part: index + 1,
                parts: packing.volumes.count
            )
            let first = ArchiveMember(
                .description,
                at: ArchivePath.description(of: name),
                size: Int64(try description.bytes.count)
            )
            return try Volume(name: name, members: [first] + members)
        }
    }
}

extension ArchiveLayout.Volume {
    /// The index's record of the volume.
    package func record(checksum: Digest) -> ArchiveIndex.Volume {
        ArchiveIndex.Volume(
            name: "\(name)",
            size: size,
            checksum: checksum,
            blobs: members.compactMap { placed in
                switch placed.member.content {
                case .manifest(let digest), .blob(let digest):
                    ArchiveIndex.Blob(digest: digest, offset: placed.dataOffset, size: placed.member.size)
                default: nil
                }
            }
        )
    }

    fileprivate init(name: VolumeName, members: [ArchiveMember]) throws {
        var end: Int64 = 0
        self.members = try members.map { member in
            let entry = try member.entry()
            defer { end += entry.sizeInArchive }
            return ArchiveLayout.Placed(
                member: member,
                offset: end,
                dataOffset: end + Int64(entry.headerSize)
            )
        }
        size = end + Int64(TarEntry.endOfArchive.count)
        self.name = name
    }
}

/// The volumes while members are placed.
private struct Packing {
    let rules: ArchiveLayout.Rules
    private(set) var volumes: [[ArchiveMember]] = []
    /// The free bytes of each volume.
    private var space: [Int64] = []
    /// The first volume that may have space for a blob; those before it are full.
    private var firstOpen = 0

    init(rules: ArchiveLayout.Rules) { self.rules = rules }

    /// Adds a member after the last one, or to a new volume.
    mutating func append(_ member: ArchiveMember) throws {
        let size = try member.entry().sizeInArchive
        if let last = space.last, last >= size { return add(member, size, to: space.count - 1) }
        try open(for: member, size)
    }

    /// Adds a member to the first volume with space for it, or to a new one.
    mutating func insert(_ member: ArchiveMember) throws {
        let size = try member.entry().sizeInArchive
        // A volume with less space than the smallest member is full.
        while firstOpen < space.count, space[firstOpen] <= Int64(TarEntry.blockSize) { firstOpen += 1 }
        if let volume = space[firstOpen...].firstIndex(where: { $0 >= size }) {
            return add(member, size, to: volume)
        }
        try open(for: member, size)
    }

    private mutating func add(_ member: ArchiveMember, _ size: Int64, to volume: Int) {
        volumes[volume].append(member)
        space[volume] -= size
    }

    private mutating func open(for member: ArchiveMember, _ size: Int64) throws {
        let room = rules.limit - ArchiveLayout.overhead
        guard size <= room || rules.allowsOversize else {
            throw ArchiveLayout.Oversize(member: member, needed: size + ArchiveLayout.overhead)
        }
        volumes.append([member])
        // A member above the limit has a volume for itself.
        space.append(max(0, room - size))
    }
}
