// SPDX-License-Identifier: Apache-2.0

package import ArchiveSets
import OCI

/// The result of reading every byte of an archive.
extension ArchiveReport {
    /// Adds the result of reading every byte of the volumes.
    package mutating func add(_ audits: [VolumeAudit], comparedWith index: ArchiveIndex?) {
        verified = true
        for audit in audits {
            if let place = volumes.firstIndex(where: { $0.name == "\(audit.volume)" }) {
                volumes[place].checksum = audit.checksum
            }
            problems += audit.damages.map { damage in
                "\(audit.volume): \(damage.digest) at \(damage.offset) is damaged: its digest is \(damage.found)"
            }
            guard let listed = index?.entry(of: audit.volume), listed.volume.checksum != audit.checksum else {
                continue
            }
            problems.append(
                "\(audit.volume): its checksum is \(audit.checksum.hex), expected \(listed.volume.checksum.hex) by "
                    + ArchiveIndex.fileName
            )
        }
    }

    /// Adds the damages of a storage's blobs, after all of them were read.
    package mutating func add(_ damages: [String]) {
        verified = true
        problems += damages
    }
}
