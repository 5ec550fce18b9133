// SPDX-License-Identifier: Apache-2.0

import CLibGit2

/// The author or committer of a commit.
package struct GitIdentity: Sendable, Equatable, CustomStringConvertible {
    package let name: String
    package let email: String

    /// The identity that is used if neither the environment nor the configuration has one.
    package static let fallback = Self(name: "mirror", email: "mirror@localhost")

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
    /// The same for the address, with `EMAIL` as the last place.
    package func identity(_ role: Role, environment: [String: String]) throws(GitError) -> GitIdentity {
        let configuration = try GitConfiguration(of: self)
        func found(_ part: String) -> String? {
            [
                environment["GIT_\(role.rawValue.uppercased())_\(part.uppercased())"],
                configuration.text("\(role.rawValue).\(part)"),
                configuration.text("user.\(part)"),
                part == "email" ? environment["EMAIL"] : nil,
            ].lazy.compactMap { $0?.withoutCrud }.first { !$0.isEmpty }
        }
        return GitIdentity(
            name: found("name") ?? GitIdentity.fallback.name,
            email: found("email") ?? GitIdentity.fallback.email
        )
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
