// SPDX-License-Identifier: Apache-2.0

extension PastMirror {
    /// The run without its number, its time and its images, in the JSON of metadata: what a plan knows of it.
    package var record: String {
        var writer = JSONTextWriter()
        writer.object { writeRecord(to: &$0) }
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// Reads such a record; throws `MetadataError`.
    package init(record: String) throws(MetadataError) {
        var scanner = JSONScanner(Array(record.utf8))
        do {
            try self.init(from: &scanner)
        } catch {
            throw MetadataError(
                error.fault,
                in: "the plan's `sequence.record`",
                field: error.field,
                offset: error.offset
            )
        }
    }
}
