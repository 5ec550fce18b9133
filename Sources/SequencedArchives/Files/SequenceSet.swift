// SPDX-License-Identifier: Apache-2.0

import Plans

/// The files of one archive of oc-mirror v1.
package struct SequenceSet: Sendable, Hashable {
    /// A file of the archive.
    package struct Part: Sendable, Hashable {
        /// The number of the part, from 0.
        package let number: Int
        /// The name of the file.
        package let name: String
        package let path: String
    }

    /// The folder of the files.
    package let folder: String
    /// The sequence in the names of the files; `nil` for a file with another name.
    package let sequence: Int?
    /// The parts that are there, in order.
    package let parts: [Part]

    init(folder: String, sequence: Int?, parts: [Part]) {
        self.folder = folder
        self.sequence = sequence
        self.parts = parts.sorted { $0.number < $1.number }
    }

    /// The numbers of the parts that are missing before the last one that is there.
    ///
    /// Nothing tells how many parts there were, so whether the last ones are missing shows only in the content.
    package var missing: [Int] {
        let found = Set(parts.map(\.number))
        // One missing part is enough for a message, and a name may have any number.
        return (0..<min(found.max() ?? 0, found.count + Self.shown)).filter { !found.contains($0) }
    }

    /// The most missing parts that are looked for.
    private static let shown = 10

    /// Refuses an archive with a gap between its parts.
    package func requireWhole() throws(SequencedArchiveError) {
        guard let first = missing.first, let last = parts.last, let sequence else { return }
        throw SequencedArchiveError(
            path: folder,
            message: "\(SequencePartName(sequence: sequence, part: first)) is missing: "
                + "the parts that are there go on to \(last.name)",
            remedy: "Copy it from where the archive was made."
        )
    }
}
