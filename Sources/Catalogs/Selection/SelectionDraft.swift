// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import Plans

/// A selection in the making: what is kept of a package, and what there is to say about it.
struct SelectionDraft {
    /// A channel that is wanted, and what of it is kept.
    struct Choice {
        let channel: CatalogChannel
        let rule: ChannelRule
        /// Where the configuration asks for the channel.
        let at: SourceLocation
        /// The names of entries, sorted; none where the channel has nothing that is wanted.
        var kept: [String]
    }

    let package: CatalogPackage
    let request: OperatorPackage?
    let filter: PackageFilter
    let versions: PackageVersions
    var choices: [Choice] = []
    var checks: [Finding] = []
    /// Whether a channel or a version is missing for a reason of its own, which makes what follows from that noise.
    var isBroken = false

    init(_ package: CatalogPackage, _ request: OperatorPackage?, _ filter: PackageFilter) {
        self.package = package
        self.request = request
        self.filter = filter
        versions = PackageVersions(package)
    }

    /// Where the package is asked for.
    var at: SourceLocation { request?.location.place(in: filter.path) ?? filter.at }

    /// How findings call the package.
    var subject: String { "\(printable(package.name)) in \(filter.catalog)" }

    func place(_ location: SourceLocation?) -> SourceLocation { location?.place(in: filter.path) ?? at }

    /// The choices of which something is left, sorted by name.
    var keptChoices: [Choice] {
        choices.filter { !$0.kept.isEmpty }.sorted { $0.channel.name < $1.channel.name }
    }

    /// The names of all entries that are kept.
    var keptNames: Set<String> { Set(choices.flatMap(\.kept)) }

    /// Adds a finding; what follows `message` says what to do.
    mutating func report(
        _ severity: Finding.Severity,
        _ code: FindingCode,
        _ message: String,
        _ remedy: String? = nil,
        at: SourceLocation
    ) {
        let text = "\(subject): \(message)" + (remedy.map { "\n\($0)" } ?? "")
        checks.append(Finding(severity, code, text, at: at))
    }

    /// Judges what is kept, and returns it.
    mutating func finish() -> PackageSelection {
        let kept = keptChoices
        guard !kept.isEmpty else {
            reportNothingKept()
            return PackageSelection(checks: checks)
        }
        let defaultChannel = chooseDefaultChannel()
        let channels = kept.map { KeptChannel(name: $0.channel.name, entries: $0.kept) }
        let result = KeptPackage(name: package.name, defaultChannel: defaultChannel, channels: channels)
        prove(result)
        let names = result.entryNames
        return PackageSelection(
            kept: result,
            bundles: package.bundles.filter { names.contains($0.name) },
            checks: checks
        )
    }

    private mutating func reportNothingKept() {
        guard !isBroken, choices.isEmpty else { return }
        report(.error, .noChannel, "the package has no channel", "leave the package out", at: at)
    }
}
