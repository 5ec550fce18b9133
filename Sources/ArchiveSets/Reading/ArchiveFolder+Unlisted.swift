// SPDX-License-Identifier: Apache-2.0

package import Plans

extension ArchiveFolder {
    /// The volumes of mirror that the index beside them does not list, found by their headers.
    ///
    /// It is empty if every set was written beside the index of the earlier sets.
    package func unlistedVolumes() async -> [VolumeName] {
        let sets = (try? ArchiveIndex.read(in: self))?.sets ?? []
        let listed = Set(sets.flatMap(\.volumes).map(\.name))
        var unlisted: [VolumeName] = []
        for name in volumes where !listed.contains(name.description) {
            // Foreign and unreadable volumes cannot be listed in an index.
            guard let volume = try? await ArchiveVolume.open(path(of: name.description)), volume.description != nil
            else { continue }
            unlisted.append(name)
        }
        return unlisted
    }
}
