// SPDX-License-Identifier: Apache-2.0

import Foundation
package import GitStore
import OCI

/// Files that are written, removed and committed as one.
package struct AuditRecord: Sendable, Equatable {
    /// The name of the record for people, such as `the apply of plan 2c917ef508c3`.
    package var name: String
    /// The id of its plan.
    package var plan: String?
    package var files: [AuditFile]
    package var removed: [GitPath]
    /// The commit message; without it nothing is committed.
    package var message: String?
    /// The author and the time.
    package var signature: AuditSignature
    /// The place for the commit.
    package var place = CommitPlace.head
    /// Whether the files become as they were if git's settings forbid the commit; otherwise the next run commits them.
    package var isUndone = false

    package init(
        name: String,
        plan: String? = nil,
        files: [AuditFile],
        removed: [GitPath] = [],
        message: String?,
        signature: AuditSignature
    ) {
        self.name = name
        self.plan = plan
        self.files = files
        self.removed = removed
        self.message = message
        self.signature = signature
    }
}

/// The note about a record that is being written, with everything that another process needs to finish it.
struct PendingRecord: Codable {
    /// A file and its previous content.
    struct File: Codable {
        var path: String
        /// The new content; `nil` for a file to remove.
        var bytes: Data?
        /// The digest of the previous content; `nil` if there was no file.
        var before: Digest?
    }

    var version = 1
    var name: String
    var plan: String?
    var files: [File]
    var message: String?
    var authorName: String
    var authorEmail: String
    var seconds: Int64
    var offset: Int32
    /// The place for the commit; the branch at HEAD if it is missing.
    var place: CommitPlace?

    /// Makes a note about a record, with the present state of its files.
    init(_ record: AuditRecord, in folder: AuditFolder) throws(AuditError) {
        var files: [File] = []
        for file in record.files {
            files.append(File(path: "\(file.path)", bytes: Data(file.bytes), before: try folder.digest(file.path)))
        }
        for path in record.removed { files.append(File(path: "\(path)", before: try folder.digest(path))) }
        name = record.name
        plan = record.plan
        self.files = files
        message = record.message
        authorName = record.signature.author.name
        authorEmail = record.signature.author.email
        seconds = record.signature.time.seconds
        offset = record.signature.time.offset
        place = record.place == .head ? nil : record.place
    }

    /// The record in the note.
    func record() throws(AuditError) -> AuditRecord {
        var added: [AuditFile] = []
        var removed: [GitPath] = []
        for file in files {
            let path = try auditing { () throws(GitError) in try GitPath(file.path) }
            if let bytes = file.bytes {
                added.append(AuditFile(path: path, bytes: [UInt8](bytes)))
            } else {
                removed.append(path)
            }
        }
        var record = AuditRecord(
            name: name,
            plan: plan,
            files: added,
            removed: removed,
            message: message,
            signature: AuditSignature(
                author: GitIdentity(name: authorName, email: authorEmail),
                time: GitTime(seconds: seconds, offset: offset)
            )
        )
        record.place = place ?? .head
        return record
    }

    /// The first file whose content is neither the previous nor the new one: somebody has changed it since.
    func changedFile(in folder: AuditFolder) throws(AuditError) -> String? {
        for file in files {
            let path = try auditing { () throws(GitError) in try GitPath(file.path) }
            let present = try folder.digest(path)
            let after = file.bytes.map { Digest(of: [UInt8]($0)) }
            if present != file.before, present != after { return file.path }
        }
        return nil
    }
}

extension AuditFolder {
    fileprivate func digest(_ path: GitPath) throws(AuditError) -> Digest? {
        try read("\(path)").map { Digest(of: $0) }
    }
}
