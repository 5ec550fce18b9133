// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import Resolution

extension InvocationMaker {
    /// Makes a mirroring run of the destination and the flags.
    mutating func mirroring() throws(ToolRefusal) -> Mirroring {
        switch try destination() {
        case .folder(let target, let path, let scheme):
            let configuration = try configurationOfArchive(at: path, scheme)
            let workspace: ToolWorkspace =
                version == .one
                ? .versionOne(VersionOneWorkspace(inside: path)) : .versionTwo(VersionTwoWorkspace(inside: path))
            var options = try options()
            options.allowsOversize = version == .two && !flags.isOn(.strictArchive)
            options.maxNestedPaths = 0
            note(.maxNestedPaths, "an archive keeps the names, and publishing it shortens them")
            return Mirroring(
                .toDisk(configuration: configuration, archive: target),
                workspace: workspace,
                options: options
            )
        case .registry(let target):
            try requireRoom(in: target)
            note(.since, "it is about writing an archive")
            note(.ignoreHistory, "the target itself is looked at, whatever was copied before")
            var options = try options()
            options.since = nil
            options.ignoresHistory = false
            return version == .one ? try toRegistryOfOne(target, options) : try toRegistryOfTwo(target, options)
        }
    }

    /// The only operand, which must be a destination.
    func destination() throws(ToolRefusal) -> ToolDestination {
        guard let first = operands.first else {
            let what = command == .delete ? "the registry to delete from" : "a destination"
            throw ToolDestination.refusal(
                "the command line names no destination",
                "name \(what): \(ToolDestination.example)\(command == .delete ? "" : ", or file://archive for an archive")"
            )
        }
        let destination = try ToolDestination(first)
        guard operands.count > 1 else { return destination }
        let extra = printable(operands[1])
        let isSwitch = ["true", "false"].contains(operands[1])
        let isCallout = Int(operands[1]) != nil
        throw ToolRefusal(
            .word,
            "there is one destination, and `\(extra)` is a second one",
            isSwitch
                ? "write the value of a switch with `=`, as in `--dry-run=\(extra)`"
                : isCallout ? "leave out `\(extra)`: in the documentation it is the number of a remark" : "leave it out"
        )
    }

    /// Refuses a maximum of path components that the namespace uses up.
    private func requireRoom(in target: MirrorTarget) throws(ToolRefusal) {
        guard let most = flags.number(.maxNestedPaths), most > 0 else { return }
        let used = target.namespace?.components.count ?? 0
        guard most <= used else { return }
        throw ToolRefusal(
            .flag(.maxNestedPaths),
            "`--max-nested-paths=\(most)` leaves no component for images: \(target) has \(used) already",
            "write \(used + 1) or more, or a shorter namespace"
        )
    }

    /// The options that do not depend on the destination.
    private func options() throws(ToolRefusal) -> MirroringOptions {
        guard !(flags.isOn(.dryRun) && flags.isOn(.dryRunManifestLists)) else {
            throw ToolRefusal(
                .flag(.dryRunManifestLists),
                "`--dry-run` and `--dry-run-manifest-lists` exclude each other",
                "leave out `--dry-run`"
            )
        }
        var options = MirroringOptions()
        if flags.isOn(.dryRun) { options.dryRun = .images }
        if flags.isOn(.dryRunManifestLists) { options.dryRun = .imagesAndPlatforms }
        options.allowsMissing = flags.isOn(.skipMissing) || flags.isOn(.continueOnError)
        options.ignoresHistory = flags.isOn(.ignoreHistory)
        options.removesSignatures = flags.isOn(.removeSignatures)
        options.ignoresReleaseSignatures = flags.isOn(.ignoreReleaseSignature)
        options.maxNestedPaths = flags.number(.maxNestedPaths) ?? 0
        if let text = flags.text(.since) {
            guard let day = CalendarDay(text) else {
                throw .invalid(.since, text, expected: "a day, as in `--since=2026-01-31`")
            }
            options.since = day
        }
        return options
    }

    /// The configuration of an archive that is written to a folder.
    private func configurationOfArchive(
        at path: String,
        _ scheme: ToolDestination.Scheme
    ) throws(ToolRefusal) -> String {
        let registry = ToolDestination.example
        if flags.has(.from) {
            throw ToolRefusal(
                .flag(.from),
                "`--from` publishes an archive, and the destination \(scheme.rawValue)://\(printable(path)) is a folder",
                "name a registry, as in \(registry), or leave out `--from`"
            )
        }
        if flags.has(.dir) || flags.has(.workspace) {
            let name = flags.has(.dir) ? FlagName.dir : .workspace
            throw ToolRefusal(
                .flag(name),
                "`\(name.spelling)` is for registries; an archive has its workspace in its own folder",
                "leave out `\(name.spelling)`"
            )
        }
        guard scheme == .file || version == .one else {
            throw ToolDestination.refusal(
                "an archive cannot be written to `oci://`",
                "write `file://\(printable(path))`"
            )
        }
        try refuseManifestsOnly()
        return try requiredConfiguration(for: "file://\(path)")
    }

    /// Refuses to write the files for clusters of nothing.
    func refuseManifestsOnly() throws(ToolRefusal) {
        guard flags.isOn(.manifestsOnly) else { return }
        throw ToolRefusal(
            .flag(.manifestsOnly),
            "`--manifests-only` writes the files for clusters of an archive, and there is none",
            "name the archive with `--from`"
        )
    }

    /// The path of the configuration, which must be given.
    func requiredConfiguration(for destination: String) throws(ToolRefusal) -> String {
        if let path = flags.text(.config) { return path }
        throw ToolRefusal(
            .flag(.config),
            "there is no configuration",
            "name it with `--config`: \(tool) --config=imageset-config.yaml \(shellArgument(printable(destination)))"
        )
    }
}
