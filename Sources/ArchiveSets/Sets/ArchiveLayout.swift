// SPDX-License-Identifier: Apache-2.0

import Archives
package import OCI
package import Plans

/// Which volume carries what, and where exactly: a function of what is carried and how large volumes may be.
package struct ArchiveLayout: Sendable, Equatable {
    /// A member in its place.
    package struct Placed: Sendable, Hashable {
        package let member: ArchiveMember
        /// Where its header begins.
        package let offset: Int64
        /// Where its first byte is.
        package let dataOffset: Int64
    }

    /// A volume to be written.
    package struct Volume: Sendable, Equatable {
        package let name: VolumeName
        /// Its exact length in bytes.
        package let size: Int64
        /// One behind the other, without gaps.
        package let members: [Placed]
    }

    package let volumes: [Volume]

    /// How large volumes may be and how they are numbered.
    package struct Rules: Sendable, Equatable {
        /// The most bytes of a volume, with everything that tar adds.
        package let limit: Int64
        package let firstVolume: Int
        /// Whether what is larger gets a volume of its own.
        package let allowsOversize: Bool

        package init(limit: Int64, firstVolume: Int, allowsOversize: Bool = false) {
            self.limit = limit
            self.firstVolume = firstVolume
            self.allowsOversize = allowsOversize
        }
    }

    /// A member that no volume can hold.
    package struct Oversize: Error, Sendable, Equatable {
        package let member: ArchiveMember
        /// The smallest limit with which a volume could hold it.
        package let needed: Int64
    }

    /// What every volume begins and ends with: its description, of one block, and two empty blocks.
    package static let overhead = Int64(TarEntry.blockSize * 2) + endLength

    /// The empty blocks at the end of a volume.
    package static let endLength = Int64(TarEntry.endOfArchive.count)

    /// Places everything: what is small in order, then blobs, the longest first, each in the first volume with space.
    ///
    /// `planSize` is the length of the plan's file in the first volume. Throws `Oversize` for the first member that is
    /// larger than a volume may be, and `ArchiveError` for one that tar cannot name.
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
    /// What the index says of the volume.
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

/// Volumes while they are filled.
private struct Packing {
    let rules: ArchiveLayout.Rules
    private(set) var volumes: [[ArchiveMember]] = []
    /// The bytes that each volume has left.
    private var space: [Int64] = []
    /// The first volume that may still have room for a blob; those before it are as good as full.
    private var firstOpen = 0

    init(rules: ArchiveLayout.Rules) { self.rules = rules }

    /// Adds a member behind the last one, or to a new volume.
    mutating func append(_ member: ArchiveMember) throws {
        let size = try member.entry().sizeInArchive
        if let last = space.last, last >= size { return add(member, size, to: space.count - 1) }
        try open(for: member, size)
    }

    /// Adds a member to the first volume with space for it, or to a new one.
    mutating func insert(_ member: ArchiveMember) throws {
        let size = try member.entry().sizeInArchive
        // Less than the smallest member leaves no room for any other.
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
        // What is larger than a volume has its own for itself.
        space.append(max(0, room - size))
    }
}
