// SPDX-License-Identifier: Apache-2.0

extension GitRepository {
    /// Whether the branch at HEAD follows a branch of a remote, so that `git push` needs no more words.
    package func hasUpstream() throws(GitError) -> Bool {
        let name: String
        switch try head() {
        case .branch(let branch, _), .unborn(let branch): name = branch
        case .detached: return false
        }
        let configuration = try GitConfiguration(of: self)
        return configuration.text("branch.\(name).remote") != nil && configuration.text("branch.\(name).merge") != nil
    }
}
