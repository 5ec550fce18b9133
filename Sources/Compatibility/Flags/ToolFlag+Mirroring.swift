// SPDX-License-Identifier: Apache-2.0

import Diagnostics

extension ToolFlag {
    /// The flags that choose a program, and those of every command.
    static let choosing: [ToolFlag] = [
        ToolFlag(
            .versionOne,
            .boolean(default: false),
            [.one: .all, .two: .all],
            "runs the first program",
            .unneeded("the `apiVersion` of the configuration says what rules it was written for")
        ),
        ToolFlag(
            .versionTwo,
            .boolean(default: false),
            [.one: .all, .two: .all],
            "runs the second program",
            .unneeded("mirror always reads the configurations of oc-mirror v2")
        ),
        ToolFlag(.help, .boolean(default: false), [.one: .all, .two: .all], "shows help", .same("`--help`")),
    ]

    /// The flags that both programs have for mirroring.
    static let mirroring: [ToolFlag] = [
        ToolFlag(
            .config,
            .text(placeholder: "FILE"),
            [.one: .mirror, .two: .all],
            "names the configuration",
            .same("`--config`")
        ),
        ToolFlag(
            .from,
            .text(placeholder: "PATH"),
            [.one: .mirror, .two: .mirror],
            "names the archive to publish",
            .option(.from)
        ),
        ToolFlag(
            .dryRun,
            .boolean(default: false),
            [.one: .mirror, .two: .mirror],
            "lists the images without copying them",
            .unneeded("`mirror plan` changes nothing at the target")
        ),
        ToolFlag(
            .maxNestedPaths,
            .number(0...1_000_000),
            [.one: .mirror, .two: .mirror],
            "limits the path components of repositories",
            .option(.maxNestedPaths)
        ),
    ]
}
