// SPDX-License-Identifier: Apache-2.0

package import Plans

extension ArchiveFolder {
    /// The volumes that mirror wrote and the index beside them does not list, by their headers.
    ///
    /// There are none where every set was written beside the index of those before it.
    package func unlistedVolumes() async -> [VolumeName] {
        let sets = (try? ArchiveIndex.read(in: self))?.sets ?? []
        let listed = Set(sets.flatMap(\.volumes).map(\.name))
        var unlisted: [VolumeName] = []
        for name in volumes where !listed.contains(name.description) {
            // What others wrote, or nobody can read, has no place in an index.
            guard let volume = try? await ArchiveVolume.open(path(of: name.description)), volume.description != nil
            else { continue }
            unlisted.append(name)
        }
        return unlisted
    }
}
