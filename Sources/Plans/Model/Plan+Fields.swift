// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// The fields of a plan by their own names, as most of its readers name them.
extension Plan {
    package internal(set) var work: PlanWork {
        get { subject.work }
        set { subject.work = newValue }
    }

    package internal(set) var configuration: ConfigurationRecord {
        get { subject.configuration }
        set { subject.configuration = newValue }
    }

    package internal(set) var options: PlanOptions {
        get { subject.options }
        set { subject.options = newValue }
    }

    package internal(set) var target: PlanTarget {
        get { subject.target }
        set { subject.target = newValue }
    }

    package internal(set) var checks: [Finding] {
        get { evidence.checks }
        set { evidence.checks = newValue }
    }

    /// How clusters get from the lowest release of the set to the highest, for each product and processor.
    package internal(set) var upgradePaths: [UpgradePath] {
        get { evidence.records.upgradePaths }
        set { evidence.records = [SectionRecord](upgradePaths: newValue, graphs: graphs) }
    }

    /// The answers of the update services that the plan is based on.
    package internal(set) var graphs: [GraphRecord] {
        get { evidence.records.graphs }
        set { evidence.records = [SectionRecord](upgradePaths: upgradePaths, graphs: newValue) }
    }

    package internal(set) var actions: [Action] {
        get { copies.actions }
        set { copies.actions = newValue }
    }

    package internal(set) var blobs: [BlobTransfer] {
        get { copies.blobs }
        set { copies.blobs = newValue }
    }

    package internal(set) var archive: PlannedArchive? {
        get { copies.archive }
        set { copies.archive = newValue }
    }

    package internal(set) var inSync: [PlacedImage] {
        get { holdings.inSync }
        set { holdings.inSync = newValue }
    }

    package internal(set) var others: [PlacedImage] {
        get { holdings.others }
        set { holdings.others = newValue }
    }

    package internal(set) var deletions: [Deletion] {
        get { removals.deletions }
        set { removals.deletions = newValue }
    }

    package internal(set) var kept: [KeptImage] {
        get { removals.kept }
        set { removals.kept = newValue }
    }

    package internal(set) var repositories: [RepositoryState] {
        get { removals.repositories }
        set { removals.repositories = newValue }
    }

    package internal(set) var cached: [CachedEntry] {
        get { removals.cached }
        set { removals.cached = newValue }
    }
}
