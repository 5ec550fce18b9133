// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Plans
import Resolution

extension InvocationMaker {
    /// Makes a run of v1 into a registry, from the sources or from an archive.
    mutating func toRegistryOfOne(
        _ target: MirrorTarget,
        _ options: MirroringOptions
    ) throws(ToolRefusal) -> Mirroring {
        var options = options
        options.prunes = !flags.isOn(.skipPruning)
        options.checksSequence = !flags.isOn(.skipMetadataCheck)
        options.writesManifestsOnly = flags.isOn(.manifestsOnly)
        let workspace = ToolWorkspace.versionOne(
            flags.text(.dir).map(VersionOneWorkspace.init(folder:)) ?? VersionOneWorkspace(inside: ".")
        )
        if let text = flags.text(.from) {
            note(.config, "an archive brings its own")
            let path = text.hasPrefix("file://") ? String(text.dropFirst("file://".count)) : text
            guard !path.isEmpty, !path.contains("://") else {
                throw .invalid(.from, text, expected: "the path of an archive or of its folder")
            }
            return Mirroring(
                .fromArchive(path, configuration: nil, registry: target),
                workspace: workspace,
                options: options
            )
        }
        try refuseManifestsOnly()
        guard let configuration = flags.text(.config) else {
            throw ToolRefusal(
                .flag(.config),
                "there is neither a configuration nor an archive to mirror",
                "name one with `--config=imageset-config.yaml` or `--from=mirror_seq1_000000.tar`"
            )
        }
        return Mirroring(
            .toRegistry(configuration: configuration, registry: target),
            workspace: workspace,
            options: options
        )
    }

    /// Makes a run of v2 into a registry, from the sources or from an archive.
    func toRegistryOfTwo(_ target: MirrorTarget, _ options: MirroringOptions) throws(ToolRefusal) -> Mirroring {
        guard !(flags.has(.from) && flags.has(.workspace)) else {
            throw ToolRefusal(
                .flag(.workspace),
                "`--from` and `--workspace` exclude each other: an archive has its workspace in its own folder",
                "leave out `--workspace` to publish the archive, or `--from` to copy from the sources"
            )
        }
        let configuration = try requiredConfiguration(for: target.place.argument)
        if let path = try folder(.from) {
            return Mirroring(
                .fromArchive(path, configuration: configuration, registry: target),
                workspace: .versionTwo(VersionTwoWorkspace(inside: path)),
                options: options
            )
        }
        guard let path = try folder(.workspace) else {
            throw ToolRefusal(
                .flag(.workspace),
                "there is neither a workspace nor an archive",
                "name one with `--workspace=file://FOLDER` to copy from the sources, or `--from=file://FOLDER` to publish "
                    + "an archive"
            )
        }
        return Mirroring(
            .toRegistry(configuration: configuration, registry: target),
            workspace: .versionTwo(VersionTwoWorkspace(at: path)),
            options: options
        )
    }

    /// The folder that a flag of v2 names as `file://folder`.
    func folder(_ name: FlagName) throws(ToolRefusal) -> String? {
        guard let text = flags.text(name) else { return nil }
        guard text.hasPrefix("file://"), text.utf8.count > "file://".utf8.count else {
            let rest = text.hasPrefix("file://") || text.contains("://") ? "FOLDER" : printable(text)
            throw .invalid(name, text, expected: "`\(name.spelling)=file://\(rest)`")
        }
        return String(text.dropFirst("file://".count))
    }
}
