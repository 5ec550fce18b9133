// SPDX-License-Identifier: Apache-2.0

import Archives

/// Packs the files of a chart, the same bytes for the same files.
package enum ChartPackage {
    /// Returns the `.tgz` of a chart: its files in a folder of its name, sorted, without times and owners.
    ///
    /// It is not compressed, so that the bytes do not depend on a compressor; Helm reads it like any other.
    package static func archive(_ name: String, _ files: [(path: String, bytes: [UInt8])]) throws -> [UInt8] {
        let members = try files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }.map { file in
            (
                entry: try TarEntry(
                    path: "\(name)/\(file.path)",
                    kind: .file(size: Int64(file.bytes.count)),
                    mode: 0o644
                ),
                bytes: file.bytes
            )
        }
        return StoredGzip.member(try TarWriter.archive(members))
    }
}
