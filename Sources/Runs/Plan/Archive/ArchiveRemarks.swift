// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Ledger
import OCI
import Plans

/// Remarks about the folder of an archive that a reviewer should check before applying.
struct ArchiveRemarks {
    private let folder: TargetFolder
    private let ledger: TargetLedger

    init(on folder: TargetFolder, _ ledger: TargetLedger) {
        self.folder = folder
        self.ledger = ledger
    }

    /// The remarks, each with its remedy on a second line.
    var all: [String] { [unfinished, emptied ?? unknown, otherFolder].compactMap(\.self) }

    /// A remark about volumes of an apply that did not finish.
    private var unfinished: String? {
        let left = folder.names.filter {
            $0.hasSuffix(".partial") && VolumeName(file: $0.dropLast(".partial".count)) != nil
        }
        guard let first = left.min() else { return nil }
        return """
            \(folder.path) has \(first)\(left.count == 1 ? "" : " and \(left.count - 1) more"), left by an apply that did not finish
            Apply its plan again to continue; applying another plan removes them.
            """
    }

    /// A remark that earlier volumes are gone: they were taken away, or the disk is not mounted.
    private var emptied: String? {
        guard let last = ledger.archive?.lastVolume, last > 0, folder.volumes.isEmpty else { return nil }
        return """
            \(folder.path) has none of the volumes up to \(VolumeName(last)) that were written to it
            That is right if they were taken away. If a disk should be mounted there, mount it before you apply.
            """
    }

    /// A remark about foreign volumes; the folder may belong to another archive.
    private var unknown: String? {
        let history = ledger.archive ?? ArchiveHistory()
        let known = Set((history.sets + history.forgotten).flatMap { $0.volumes.map(\.number) })
        let others = Set(folder.volumes.map(\.number)).subtracting(known)
        guard !others.isEmpty else { return nil }
        return """
            \(folder.path) has \(VolumeName.span(others.sorted())), which the history of \(ledger.target) does not know
            They are not changed, and their content does not count as carried. If they belong to this archive, add them first: \
            mirror history repair \(OptionName.to) \(shellArgument(ledger.target)) \(shellArgument(folder.path))
            """
    }

    /// The folder that was probably meant: after `file://` a folder is relative unless a third slash follows.
    private var otherFolder: String? {
        guard !folder.path.hasPrefix("/"), folder.names.isEmpty, folder.isAtRoot else { return nil }
        return "\(folder.path) is relative to the current folder; did you mean file:///\(folder.path)?"
    }
}
