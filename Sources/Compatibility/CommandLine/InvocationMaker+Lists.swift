// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import OCI
import Releases

extension InvocationMaker {
    /// What `list releases` lists.
    mutating func releases() throws(ToolRefusal) -> ReleaseListing {
        noteArguments()
        let processors = try processors()
        let minor = try minorVersion()
        if flags.isOn(.channels) {
            guard let minor else { throw needs(.version, with: .channels, "--channels --version=4.17") }
            if flags.has(.channel) {
                throw ToolRefusal(
                    .flag(.channel),
                    "`--channels` lists all channels, and `--channel` the releases of one",
                    "leave one of them out"
                )
            }
            return .channels(minor, processors)
        }
        if let channel = flags.text(.channel) {
            note(.version, "the channel decides")
            return .channel(channel, processors)
        }
        if let minor { return .stable(minor, processors) }
        note(.filterByArchs, "minor versions are the same for all processors")
        return .minorVersions
    }

    /// What `list operators` lists.
    mutating func operators() throws(ToolRefusal) -> OperatorListing {
        noteArguments()
        let minor = try minorVersion()
        if flags.isOn(.catalogs), minor == nil { throw needs(.version, with: .catalogs, "--catalogs --version=4.17") }
        guard let catalog = try catalog() else {
            if flags.has(.packageName) { throw needs(.catalog, with: .packageName, "--catalog=CATALOG --package=NAME") }
            if flags.has(.channel) {
                throw needs(.catalog, with: .channel, "--catalog=CATALOG --package=NAME --channel=CHANNEL")
            }
            return minor.map { .catalogs($0) } ?? .versions
        }
        if flags.isOn(.catalogs) {
            throw ToolRefusal(
                .flag(.catalog),
                "`--catalogs` lists catalogs, and `--catalog` the operators of one",
                "leave one of them out"
            )
        }
        note(.version, "the catalog decides")
        guard let package = flags.text(.packageName) else {
            if flags.has(.channel) {
                throw needs(.packageName, with: .channel, "--catalog=CATALOG --package=NAME --channel=CHANNEL")
            }
            return .operators(of: catalog)
        }
        guard let channel = flags.text(.channel) else { return .channels(of: package, in: catalog) }
        return .versionsOf(channel: channel, of: package, in: catalog)
    }

    private func needs(_ missing: FlagName, with name: FlagName, _ example: String) -> ToolRefusal {
        ToolRefusal(
            .flag(missing),
            "`\(name.spelling)` needs `\(missing.spelling)`",
            "write `\(tool) \(command.rawValue) \(example)`"
        )
    }

    private func minorVersion() throws(ToolRefusal) -> MinorVersion? {
        guard let text = flags.text(.version) else { return nil }
        if let minor = MinorVersion(text) ?? (try? SemanticVersion(text)).flatMap({ MinorVersion($0) }) { return minor }
        throw .invalid(.version, text, expected: "a minor version, as in `--version=4.17`")
    }

    private func catalog() throws(ToolRefusal) -> ImageSource? {
        guard let text = flags.text(.catalog) else { return nil }
        do {
            return try ImageSource(text)
        } catch {
            throw .invalid(.catalog, text, expected: "a reference, as in `registry.example/catalogs/index:v4.17`")
        }
    }

    /// The processors in the given order, each once; amd64 without the flag.
    private func processors() throws(ToolRefusal) -> [ReleaseArchitecture] {
        var found: [ReleaseArchitecture] = []
        for name in flags.list(.filterByArchs) ?? [] {
            guard let architecture = ReleaseArchitecture(rawValue: name) else {
                let names = ReleaseArchitecture.allCases.map(\.rawValue).joined(separator: ", ")
                throw .invalid(.filterByArchs, name, expected: "some of \(names), with commas between them")
            }
            if !found.contains(architecture) { found.append(architecture) }
        }
        return found.isEmpty ? [.amd64] : found
    }
}
