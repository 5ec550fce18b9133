// SPDX-License-Identifier: Apache-2.0

package import ByteStreams
package import Diagnostics
package import OCI

/// Reads the metadata of oc-mirror v1, of any generation.
///
/// Only the first JSON value of a text counts, as in oc-mirror, which leaves the end of a longer value behind when it
/// writes a shorter one. In v1alpha2, a field that oc-mirror does not know is an error, as it is there, so that nothing
/// is lost when the metadata is written again. The earlier generations are never continued, so there it is only noted.
package enum MetadataReader {
    /// The maximum length of a text in bytes; a mirror of many years has 20 MiB.
    package static let sizeLimit = 256 << 20

    /// Metadata that was read.
    package struct Reading: Sendable, Equatable {
        package let metadata: WorkspaceMetadata
        /// The digest of the bytes that were read, without what follows them.
        package let digest: Digest
        /// The number of bytes behind the metadata that are not blank.
        package let leftover: Int
        /// Fields that were left out.
        package let ignored: [String]
        package let file: String
    }

    /// Reads a text of at most `limit` bytes; `file` is its name in messages.
    package static func read(
        _ bytes: [UInt8],
        from file: String,
        limit: Int = sizeLimit
    ) throws(MetadataError) -> Reading {
        guard bytes.count <= limit else { throw MetadataError(.tooLarge(limit: limit), in: file) }
        do {
            return try read(bytes, file)
        } catch {
            throw MetadataError(error.fault, in: file, field: error.field, offset: error.offset)
        }
    }

    /// Reads the text of a stream, at most `limit` bytes; throws `MetadataError` and the errors of the stream.
    package static func read(
        _ stream: any ByteStream,
        from file: String,
        limit: Int = sizeLimit
    ) async throws -> Reading {
        do {
            return try read(try await stream.collect(limit: limit), from: file)
        } catch let error as StreamLimitExceeded {
            throw MetadataError(.tooLarge(limit: error.limit), in: file)
        }
    }

    private static func read(_ bytes: [UInt8], _ file: String) throws(ScanFault) -> Reading {
        var header = JSONScanner(bytes, refusesUnknownFields: false)
        let start = header.hasMore() ? header.offset : bytes.count
        guard start < bytes.count else { throw ScanFault(fault: .empty, field: "", offset: 0) }
        let type = try DocumentType(from: &header)
        guard type.kind == MetadataGeneration.kind, let generation = MetadataGeneration(rawValue: type.apiVersion)
        else {
            throw ScanFault(fault: .unknownVersion(apiVersion: type.apiVersion, kind: type.kind), field: "", offset: 0)
        }
        var scanner = JSONScanner(bytes, at: start, refusesUnknownFields: generation == .alpha2)
        let metadata = try WorkspaceMetadata(generation, from: &scanner)
        return Reading(
            metadata: metadata,
            digest: digest(of: bytes[start..<scanner.offset]),
            leftover: scanner.hasMore() ? bytes.count - scanner.offset : 0,
            ignored: scanner.ignored,
            file: file
        )
    }
}

extension MetadataReader {
    /// The digest of bytes, of which no second copy is made.
    private static func digest(of bytes: ArraySlice<UInt8>) -> Digest {
        var hasher = DigestHasher(.sha256)
        var rest = bytes
        while !rest.isEmpty {
            hasher.update(Array(rest.prefix(1 << 20)))
            rest = rest.dropFirst(1 << 20)
        }
        return hasher.finalize()
    }
}

extension MetadataReader.Reading {
    /// What to tell of the text beside its content.
    package var findings: [Finding] {
        var findings: [Finding] = []
        if leftover > 0 {
            findings.append(
                Finding(
                    .warning,
                    .sequenceMetadata,
                    "\(file): \(counted(leftover, "byte")) of an earlier, longer value follow the metadata",
                    cause:
                        "oc-mirror v1 does not cut its file when it writes less. Sometimes it cannot read such a file "
                        + "again.",
                    remedy: "nothing to do: they are ignored, and gone when the metadata is written"
                )
            )
        }
        if !ignored.isEmpty {
            findings.append(
                Finding(.warning, .sequenceMetadata, "\(file): unknown fields are ignored: \(listed(ignored))")
            )
        }
        return findings
    }
}

/// What a document says it is.
private struct DocumentType {
    private enum Field: String, CaseIterable { case kind, apiVersion }
    private static let fields = FieldTable(Field.self)

    let kind: String
    let apiVersion: String

    init(from scanner: inout JSONScanner) throws(ScanFault) {
        var (kind, apiVersion) = ("", "")
        var members = try scanner.object(Self.fields)
        while let field = try scanner.next(&members) {
            switch field {
            case .kind: kind = try scanner.string()
            case .apiVersion: apiVersion = try scanner.string()
            }
        }
        self.kind = kind
        self.apiVersion = apiVersion
    }
}
