// SPDX-License-Identifier: Apache-2.0

import CLibGit2
import Foundation

/// A signature of a commit or a tag, and the bytes that it is about.
package struct GitSignedData: Sendable, Equatable {
    /// The ways of signing that git knows.
    package enum Kind: String, Sendable, CaseIterable {
        case openPGP = "OpenPGP"
        case ssh = "SSH"
        case x509 = "X.509"

        /// The line that begins a signature.
        var firstLine: String {
            switch self {
            case .openPGP: "-----BEGIN PGP SIGNATURE-----"
            case .ssh: "-----BEGIN SSH SIGNATURE-----"
            case .x509: "-----BEGIN SIGNED MESSAGE-----"
            }
        }
    }

    /// The armoured signature.
    package let signature: [UInt8]
    package let data: [UInt8]

    /// The kind of the signature; OpenPGP if it begins like no other.
    package var kind: Kind { Kind.allCases.first { signature.starts(with: $0.firstLine.utf8) } ?? .openPGP }

    /// Takes the signature off the end of a tag.
    init?(tag: [UInt8]) {
        let text = String(decoding: tag, as: UTF8.self)
        let begins = Kind.allCases.compactMap { kind in
            text.range(of: "\n\(kind.firstLine)\n", options: .backwards)?.lowerBound
        }
        guard let begin = begins.max(), Array(text.utf8) == tag else { return nil }
        let end = text.index(after: begin)
        self.init(signature: Array(text[end...].utf8), data: Array(text[..<end].utf8))
    }

    init(signature: [UInt8], data: [UInt8]) {
        self.signature = signature
        self.data = data
    }
}

extension GitRepository {
    /// The signature in a commit; `nil` if the commit has none.
    package func signature(ofCommit id: String) throws(GitError) -> GitSignedData? {
        guard var oid = Self.oid(id) else { return nil }
        var signature = unsafe git_buf(), data = unsafe git_buf()
        defer {
            unsafe git_buf_dispose(&signature)
            unsafe git_buf_dispose(&data)
        }
        let status = unsafe git_commit_extract_signature(&signature, &data, handle.pointer, &oid, nil)
        if status == GIT_ENOTFOUND.rawValue { return nil }
        try check(status, "read the signature of a commit of", root)
        return unsafe GitSignedData(signature: Self.bytes(signature), data: Self.bytes(data))
    }

    /// The signatures of tags at a commit.
    package func tagSignatures(of id: String) throws(GitError) -> [GitSignedData] {
        var tags: [String] = []
        for name in try references() where name.hasPrefix("refs/tags/") {
            if try commit(named: name) == id { tags.append(name) }
        }
        return tags.compactMap { name in
            var oid = git_oid()
            guard unsafe git_reference_name_to_id(&oid, handle.pointer, name) == 0 else { return nil }
            var base: OpaquePointer?, object: OpaquePointer?
            defer {
                unsafe git_odb_object_free(object)
                unsafe git_odb_free(base)
            }
            guard unsafe git_repository_odb(&base, handle.pointer) == 0,
                unsafe git_odb_read(&object, base, &oid) == 0, unsafe git_odb_object_type(object) == GIT_OBJECT_TAG
            else { return nil }
            let bytes = unsafe UnsafeRawBufferPointer(
                start: git_odb_object_data(object),
                count: git_odb_object_size(object)
            )
            return unsafe GitSignedData(tag: Array(bytes))
        }
    }

    private static func bytes(_ buffer: git_buf) -> [UInt8] {
        guard let start = unsafe buffer.ptr else { return [] }
        return unsafe Array(UnsafeRawBufferPointer(start: start, count: buffer.size))
    }
}
