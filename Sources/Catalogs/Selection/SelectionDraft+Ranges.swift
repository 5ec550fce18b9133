// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import Plans

/// The findings about versions: ranges without bundles, and bundles that are kept outside a range.
extension SelectionDraft {
    /// Compares the kept bundles with the request.
    mutating func judgeRanges() {
        reportEmptyChannels()
        for choice in keptChoices {
            guard case .range(let bounds) = choice.rule else { continue }
            reportKeptOutside(bounds, choice)
        }
        reportJustOutside()
    }

    /// The choices grouped by their bounds, in the order of the first of each.
    private var choicesByBounds: [(bounds: VersionBounds, choices: [Choice])] {
        var groups: [(bounds: VersionBounds, choices: [Choice])] = []
        for choice in choices {
            guard let bounds = choice.rule.bounds else { continue }
            if let index = groups.firstIndex(where: { $0.bounds == bounds }) {
                groups[index].choices.append(choice)
            } else {
                groups.append((bounds, [choice]))
            }
        }
        return groups
    }

    private mutating func reportEmptyChannels() {
        let isNothingLeft = choices.allSatisfy(\.kept.isEmpty) && !isBroken
        for (bounds, all) in choicesByBounds {
            let empty = all.filter(\.kept.isEmpty)
            guard !empty.isEmpty else { continue }
            let names = empty.map(\.channel.name).sorted()
            let found = empty.flatMap { $0.channel.entries.compactMap { versions[$0.name] } }
            let nothing = "\(channels(names)) no bundle in \(bounds)"
            guard isNothingLeft else {
                report(.note, .emptyChannel, "\(nothing); left out", at: place(bounds.location))
                continue
            }
            let bound = bounds.minimum ?? bounds.maximum
            let remedy = bound.map { nearestVersions(to: $0.value.version, among: found) }
            report(.error, .noBundleInRange, nothing, remedy, at: place(bounds.location))
        }
    }

    private func channels(_ names: [String]) -> String {
        names.count == 1 ? "the channel \(quoted(names)) has" : "the channels \(quoted(names)) have"
    }

    /// Reports bundles that are kept outside the bounds, with the bounds that would include them.
    private mutating func reportKeptOutside(_ bounds: VersionBounds, _ choice: Choice) {
        let outside = choice.kept.compactMap { name in
            versions[name].flatMap { bounds.contains($0) ? nil : (name: name, version: $0) }
        }.sorted { ($0.version, $0.name) < ($1.version, $1.name) }
        guard !outside.isEmpty else { return }
        let lowest = outside.map(\.version).first { !bounds.isAboveMinimum($0) }
        let highest = outside.map(\.version).last { !bounds.isBelowMaximum($0) }
        let remedy = [lowest.map { "`minVersion: \($0)`" }, highest.map { "`maxVersion: \($0)`" }].compactMap(\.self)
        let location = lowest == nil ? bounds.maximum?.location : bounds.minimum?.location
        report(
            .warning,
            .keptOutsideRange,
            "the channel `\(printable(choice.channel.name))` keeps \(quoted(outside.map(\.name))) outside of \(bounds), "
                + "because its updates lead through there",
            "\(remedy.joined(separator: " and ")) would include \(outside.count == 1 ? "it" : "them")",
            at: place(location)
        )
    }

    /// Reports bundles whose release number puts them before the bound: 1.47.1-5 comes before 1.47.1.
    private mutating func reportJustOutside() {
        let kept = keptNames
        for (bounds, all) in choicesByBounds {
            guard let minimum = bounds.minimum, bounds.exact == nil else { continue }
            let names = Set(all.flatMap { $0.channel.entries.map(\.name) }).subtracting(kept)
            let outside = names.compactMap { name in
                versions[name].flatMap { $0.isPrerelease(of: minimum.value.version) ? (name: name, version: $0) : nil }
            }.sorted { ($0.version, $0.name) < ($1.version, $1.name) }
            guard let lowest = outside.first else { continue }
            let core = minimum.value.version
            report(
                .note,
                .justOutsideRange,
                "\(quoted(outside.map(\.name))) \(outside.count == 1 ? "is" : "are") not in \(bounds), "
                    + "because \(lowest.version) precedes \(core)",
                "`minVersion: \(core)-0` would include \(outside.count == 1 ? "it" : "them")",
                at: place(minimum.location)
            )
        }
    }
}

extension SemanticVersion {
    /// Whether this is a pre-release of the other version, which must not be a pre-release itself.
    fileprivate func isPrerelease(of release: SemanticVersion) -> Bool {
        release.prerelease.isEmpty && !prerelease.isEmpty
            && (major, minor, patch) == (release.major, release.minor, release.patch)
    }
}
