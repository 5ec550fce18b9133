// SPDX-License-Identifier: Apache-2.0

import CLibGit2

/// The author or committer of a commit.
package struct GitIdentity: Sendable, Equatable, CustomStringConvertible {
    package let name: String
    package let email: String

    /// The identity in the note of a record that is not committed.
    package static let none = Self(name: "", email: "")

    package init(name: String, email: String) {
        self.name = name
        self.email = email
    }

    package var description: String { "\(name) <\(email)>" }
}

/// The time of a commit, which the caller reads from its clock.
package struct GitTime: Sendable, Equatable {
    /// Seconds since 1970-01-01T00:00:00Z.
    package let seconds: Int64
    /// Minutes east of Greenwich.
    package let offset: Int32

    package init(seconds: Int64, offset: Int32 = 0) {
        self.seconds = seconds
        self.offset = offset
    }
}

extension GitRepository {
    /// The role of a person in a commit, in git's terms.
    package enum Role: String, Sendable {
        case author
        case committer
    }

    /// Finds the identity for commits where git looks: `GIT_AUTHOR_NAME`, then `author.name`, then `user.name`.
    ///
    /// The same for the address, with `EMAIL` as the last place. Throws if nobody is named: git would make up a name
    /// of the machine's, which says nothing in an audit.
    package func identity(_ role: Role, environment: [String: String]) throws(GitError) -> GitIdentity {
        try Self.identity(role, GitConfiguration(of: self, environment), root, environment)
    }

    /// The same for a repository in a folder that is not one yet.
    package static func identity(
        _ role: Role,
        inNew folder: String,
        environment: [String: String]
    ) throws(GitError) -> GitIdentity {
        try identity(role, GitConfiguration(ofUser: environment), folder, environment)
    }

    private static func identity(
        _ role: Role,
        _ configuration: borrowing GitConfiguration,
        _ folder: String,
        _ environment: [String: String]
    ) throws(GitError) -> GitIdentity {
        var parts: [String] = []
        for part in ["name", "email"] {
            let places = [
                environment["GIT_\(role.rawValue.uppercased())_\(part.uppercased())"],
                configuration.text("\(role.rawValue).\(part)"),
                configuration.text("user.\(part)"),
                part == "email" ? environment["EMAIL"] : nil,
            ]
            guard let text = places.lazy.compactMap({ $0?.withoutCrud }).first(where: { !$0.isEmpty }) else {
                throw GitError(
                    .identity,
                    "commit to",
                    folder,
                    "git does not know who you are: the \(role.rawValue) has no \(part)",
                    remedy: """
                        tell git once:
                          git config --global user.name "Your Name"
                          git config --global user.email you@example.com
                        in a pipeline set GIT_AUTHOR_NAME, GIT_AUTHOR_EMAIL, GIT_COMMITTER_NAME and GIT_COMMITTER_EMAIL
                        """
                )
            }
            parts.append(text)
        }
        return GitIdentity(name: parts[0], email: parts[1])
    }
}

/// An identity and a time in the form of libgit2.
// Safe: only this value frees the signature, at its end; what is read of it is copied.
@safe
struct GitSignature: ~Copyable {
    let pointer: UnsafeMutablePointer<git_signature>

    init(_ identity: GitIdentity, at time: GitTime, _ root: String) throws(GitError) {
        var signature: UnsafeMutablePointer<git_signature>?
        let status = unsafe git_signature_new(&signature, identity.name, identity.email, time.seconds, time.offset)
        guard status >= 0, let signature = unsafe signature else {
            throw GitError(status: status, "sign as \(identity) in", root)
        }
        unsafe pointer = signature
    }

    deinit { unsafe git_signature_free(pointer) }

    /// The name as git writes it.
    var name: String { unsafe String(cString: pointer.pointee.name) }

    /// The address as git writes it.
    var email: String { unsafe String(cString: pointer.pointee.email) }
}

extension String {
    /// The text without the characters that git removes from names and addresses.
    fileprivate var withoutCrud: String {
        let crud: Set<Character> = [" ", ".", ",", ":", ";", "<", ">", "\"", "\\", "'"]
        var kept = filter { $0 != "<" && $0 != ">" && !$0.isNewline }[...]
        while let first = kept.first, crud.contains(first) { kept.removeFirst() }
        while let last = kept.last, crud.contains(last) { kept.removeLast() }
        return String(kept)
    }
}
