// SPDX-License-Identifier: Apache-2.0

package import GitStore

/// The options for recording a plan.
package struct RecordingChoices: Sendable, Equatable {
    /// Whether and how files are committed.
    package let commits: CommitChoices
    /// Whether a git repository may also be made in a folder for other purposes, such as the home folder.
    package let makesRepository: Bool
    /// Whether files for clusters are replaced that somebody else wrote or changed.
    package let adoptsManifests: Bool
    /// Whether nothing is written.
    package let isDryRun: Bool

    package init(
        commits: CommitChoices,
        makesRepository: Bool = false,
        adoptsManifests: Bool = false,
        isDryRun: Bool = false
    ) {
        self.commits = commits
        self.makesRepository = makesRepository
        self.adoptsManifests = adoptsManifests
        self.isDryRun = isDryRun
    }

    /// The options for recording a plan on the branch at HEAD.
    package init(commits: Bool, adoptsManifests: Bool = false, isDryRun: Bool = false) {
        self.init(commits: CommitChoices(commits), adoptsManifests: adoptsManifests, isDryRun: isDryRun)
    }
}
