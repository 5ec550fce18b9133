// SPDX-License-Identifier: Apache-2.0

extension String {
    /// The address of a repository without its query and its user information: what plans, ledgers and messages show.
    package var withoutCredentials: String {
        let bare = String(prefix { $0 != "?" && $0 != "#" })
        guard let scheme = bare.firstRange(of: "://") else { return bare }
        let authority = bare[scheme.upperBound...].prefix { $0 != "/" }
        guard let at = authority.lastIndex(of: "@") else { return bare }
        return String(bare[..<scheme.upperBound] + bare[bare.index(after: at)...])
    }

    /// The address of a repository as plans and ledgers name it, however it is written: without credentials, without its
    /// index, and without slashes at its end.
    package var repositoryName: String {
        var text = withoutCredentials
        if text.hasSuffix("/index.yaml") { text.removeLast("/index.yaml".count) }
        while text.hasSuffix("/"), !text.hasSuffix("://") { text.removeLast() }
        return text
    }
}
