// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import Plans

/// An unfinished selection: the kept part of a package, and the findings about it.
struct SelectionDraft {
    /// A wanted channel, with its kept entries.
    struct Choice {
        let channel: CatalogChannel
        let rule: ChannelRule
        /// The place in the configuration that asks for the channel.
        let at: SourceLocation
        /// The names of the kept entries, sorted; empty if the channel has no wanted entry.
        var kept: [String]
    }

    let package: CatalogPackage
    let request: OperatorPackage?
    let filter: PackageFilter
    let versions: PackageVersions
    var choices: [Choice] = []
    var findings: [Finding] = []
    /// Whether a channel or a version is missing, so that further findings would only follow from that.
    var isBroken = false

    init(_ package: CatalogPackage, _ request: OperatorPackage?, _ filter: PackageFilter) {
        self.package = package
        self.request = request
        self.filter = filter
        versions = PackageVersions(package)
    }

    /// The place in the configuration that asks for the package.
    var at: SourceLocation { request?.location.place(in: filter.path) ?? filter.at }

    /// The package's name in findings.
    var subject: String { "\(printable(package.name)) in \(filter.catalog)" }

    func place(_ location: SourceLocation?) -> SourceLocation { location?.place(in: filter.path) ?? at }

    /// The choices with kept entries, sorted by name.
    var keptChoices: [Choice] {
        choices.filter { !$0.kept.isEmpty }.sorted { $0.channel.name < $1.channel.name }
    }

    /// The names of all kept entries.
    var keptNames: Set<String> { Set(choices.flatMap(\.kept)) }

    /// Adds a finding about the package; the text after `message` is the remedy.
    mutating func report(
        _ severity: Finding.Severity,
        _ code: FindingCode,
        _ message: String,
        _ remedy: String? = nil,
        at: SourceLocation
    ) {
        findings.append(Finding(severity, code, "\(subject): \(message)", remedy: remedy, at: at))
    }

    /// Checks the kept part, and returns it.
    mutating func finish() -> PackageSelection {
        let kept = keptChoices
        guard !kept.isEmpty else {
            reportNothingKept()
            return PackageSelection(findings: findings)
        }
        let defaultChannel = filter.rules.isVersionOne ? chooseDefaultByVersionOne() : chooseDefaultChannel()
        let channels = kept.map { KeptChannel(name: $0.channel.name, entries: $0.kept) }
        let result = KeptPackage(name: package.name, defaultChannel: defaultChannel, channels: channels)
        prove(result)
        let names = result.entryNames
        return PackageSelection(
            kept: result,
            bundles: package.bundles.filter { names.contains($0.name) },
            findings: findings
        )
    }

    private mutating func reportNothingKept() {
        guard !isBroken, choices.isEmpty else { return }
        report(.error, .noChannel, "the package has no channel", "leave the package out", at: at)
    }
}
