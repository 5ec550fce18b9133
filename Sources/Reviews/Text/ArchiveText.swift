// SPDX-License-Identifier: Apache-2.0

import Diagnostics

/// The lines about the archive that a plan writes or reads.
struct ArchiveText {
    let style: TextStyle

    /// The volumes that are written, each with its exact size.
    func lines(of volumes: ReviewedVolumes?) -> [String] {
        guard let volumes else { return [] }
        let limit = ByteCount.text(volumes.limit)
        return ["", style(.heading, "Volumes (of at most \(limit))")]
            + volumes.volumes.map { volume in
                let size = ByteCount.text(volume.size)
                return "  \(style(.added, "+")) \(printable(volume.name)) \(size), \(volume.size) bytes"
            }
    }

    /// The step of a sequence that applying takes.
    func lines(of sequence: ReviewedSequence?) -> [String] {
        guard let sequence else { return [] }
        let what = "sequence \(sequence.number) of the \(sequence.isFirst ? "new " : "")workspace \(sequence.workspace)"
        let place = sequence.place.map { ", to \($0)" } ?? ", whose archive stands alone"
        return [printable("  write the metadata of oc-mirror v1: \(what)\(place)")]
    }

    /// The archive that is read.
    func lines(of source: ReviewedSource?) -> [String] {
        guard let source else { return [] }
        let names = source.volumes
        let volumes =
            switch names.count {
            case 0: "an unpacked one"
            case 1...3: names.joined(separator: ", ")
            default: "\(names[0]) to \(names[names.count - 1])"
            }
        return [printable("  read from \(source.folder): \(volumes)")]
    }
}
