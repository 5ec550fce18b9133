// SPDX-License-Identifier: Apache-2.0

extension ToolCommand {
    /// The examples of the command's help.
    func examples(in version: ToolVersion) -> [CommandExample] {
        switch (self, version) {
        case (.mirror, .one): Self.firstMirroring
        case (.mirror, .two): Self.secondMirroring
        case (.delete, _):
            [
                CommandExample(
                    "Write the list of what would be deleted:",
                    "delete --generate -c delete.yaml --workspace file://mirror docker://registry.example:5000"
                ),
                CommandExample(
                    "Delete what the list names:",
                    "delete --delete-yaml-file mirror/working-dir/delete/delete-images.yaml docker://registry.example:5000"
                ),
            ]
        case (.initialize, _):
            [
                CommandExample("Write a configuration:", "init > imageset-config.yaml"),
                CommandExample(
                    "Keep the metadata in a registry:",
                    "init --registry registry.example:5000/mirror/metadata"
                ),
            ]
        case (.listReleases, _):
            [
                CommandExample("The versions that exist:", "list releases"),
                CommandExample("The channels of a version:", "list releases --channels --version 4.17"),
                CommandExample(
                    "The releases of a channel for two processors:",
                    "list releases --channel stable-4.17 --filter-by-archs amd64,arm64"
                ),
            ]
        case (.listOperators, _):
            [
                CommandExample("The catalogs of a version:", "list operators --catalogs --version 4.17"),
                CommandExample("The operators in a catalog:", "list operators --catalog CATALOG"),
                CommandExample("The channels of an operator:", "list operators --catalog CATALOG --package NAME"),
                CommandExample(
                    "The versions in a channel:",
                    "list operators --catalog CATALOG --package NAME --channel CHANNEL"
                ),
            ]
        case (.listUpdates, _): [CommandExample("What the next run would add:", "list updates imageset-config.yaml")]
        case (.describe, _): [CommandExample("The metadata of an archive:", "describe mirror_seq1_000000.tar")]
        case (.version, _): [CommandExample("The version for a program:", "version --output json")]
        case (.help, _): [CommandExample("The flags of a command:", "help list operators")]
        case (.completion, _):
            [CommandExample("Complete command lines in this shell:", "completion bash > oc-mirror.bash")]
        case (.list, _): []
        }
    }

    private static let firstMirroring = [
        CommandExample(
            "From the sources into a registry:",
            "--config imageset-config.yaml docker://registry.example:5000"
        ),
        CommandExample("From the sources into an archive:", "--config imageset-config.yaml file://archive"),
        CommandExample(
            "From an archive into a registry:",
            "--from archive/mirror_seq1_000000.tar docker://registry.example:5000/ocp"
        ),
        CommandExample("See what would be copied:", "--config imageset-config.yaml file://archive --dry-run"),
    ]

    private static let secondMirroring = [
        CommandExample(
            "From the sources into a registry:",
            "-c isc.yaml --workspace file://mirror docker://registry.example:5000 --v2"
        ),
        CommandExample("From the sources into an archive:", "-c isc.yaml file://archive --v2"),
        CommandExample(
            "From an archive into a registry:",
            "-c isc.yaml --from file://archive docker://registry.example:5000 --v2"
        ),
        CommandExample("See what would be copied:", "-c isc.yaml file://archive --dry-run --v2"),
    ]
}
