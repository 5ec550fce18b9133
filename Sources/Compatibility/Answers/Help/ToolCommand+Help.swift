// SPDX-License-Identifier: Apache-2.0

extension ToolCommand {
    /// What the command does, in half a sentence.
    var summary: String {
        switch self {
        case .mirror: "copies what a configuration names into a registry or an archive"
        case .delete: "deletes images from a registry, by a list that can be reviewed"
        case .initialize: "prints a configuration to begin with"
        case .list: "lists releases, operators, or what a configuration would get next"
        case .listReleases: "lists releases, the channels of a version, or the versions that exist"
        case .listOperators: "lists catalogs, or the operators, channels and versions in one"
        case .listUpdates: "lists what was published since a configuration was mirrored"
        case .describe: "prints the metadata of an archive"
        case .version: "prints the version"
        case .help: "explains a command"
        case .completion: "prints a script that completes command lines in a shell"
        }
    }

    /// What follows the tool's name, for each way to use the command.
    func usages(in version: ToolVersion) -> [String] {
        switch (self, version) {
        case (.mirror, .one):
            [
                "--config=FILE docker://REGISTRY", "--config=FILE file://FOLDER",
                "--from=ARCHIVE docker://REGISTRY", "COMMAND",
            ]
        case (.mirror, .two):
            [
                "-c FILE --workspace file://FOLDER docker://REGISTRY --v2",
                "-c FILE file://FOLDER --v2",
                "-c FILE --from file://FOLDER docker://REGISTRY --v2", "COMMAND",
            ]
        case (.delete, _):
            [
                "delete --generate -c FILE --workspace file://FOLDER docker://REGISTRY",
                "delete --delete-yaml-file FILE docker://REGISTRY",
            ]
        case (.list, _): subcommands.filter { $0.versions.contains(version) }.flatMap { $0.usages(in: version) }
        case (.listUpdates, _): ["list updates FILE"]
        case (.describe, _): ["describe ARCHIVE"]
        case (.help, _): ["help [COMMAND]"]
        case (.completion, _): ["completion bash|zsh|fish|powershell"]
        case (.initialize, _), (.listReleases, _), (.listOperators, _), (.version, _): [rawValue]
        }
    }
}
