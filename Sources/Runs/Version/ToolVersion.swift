// SPDX-License-Identifier: Apache-2.0

import Archives
import CBuildRecord
import Cryptography
import GitStore
import HTTPTransport
import YAML

/// The version of this program, and those of the libraries that it runs with.
package struct ToolVersion: Sendable, Equatable {
    package let version: String
    /// The commit that was built; `nil` if the build was not told.
    package let commit: String?
    /// The versions that the libraries of this machine report, by name.
    package let libraries: [String: String]

    package init(version: String, commit: String?, libraries: [String: String]) {
        self.version = version
        self.commit = commit
        self.libraries = libraries
    }

    /// The running program.
    package static func running(_ version: String) -> ToolVersion {
        let commit = String(decoding: (0...).lazy.map { cbuildrecord_commit($0) }.prefix { $0 != 0 }, as: UTF8.self)
        return ToolVersion(
            version: version,
            commit: commit.isEmpty ? nil : commit,
            libraries: [
                "libarchive": ArchiveLibrary.version, "libcrypto": CryptoLibrary.version,
                "libcurl": CurlLibrary.version, "libgit2": GitLibrary.version, "libyaml": YAMLLibrary.version,
            ]
        )
    }
}
