// SPDX-License-Identifier: Apache-2.0

import Diagnostics

extension ToolFlag {
    /// The flags of `delete`.
    static let deleting: [ToolFlag] = [
        ToolFlag(
            .generate,
            .boolean(default: false),
            [.two: [.delete]],
            "writes the list of images to delete",
            .unneeded("`mirror delete plan` only plans")
        ),
        ToolFlag(
            .deleteYAMLFile,
            .text(placeholder: "FILE"),
            [.two: [.delete]],
            "deletes the images of a list",
            .same("`\(OptionName.fromList)` of `mirror delete plan`")
        ),
        ToolFlag(
            .deleteID,
            .text(placeholder: "ID"),
            [.two: [.delete]],
            "is a part of the names of the written files",
            .same("`\(OptionName.out)` of `mirror delete plan`")
        ),
        ToolFlag(
            .forceCacheDelete,
            .boolean(default: false),
            [.two: [.delete]],
            "deletes the images in the cache, too",
            .same("`\(OptionName.cache)` of `mirror delete plan`")
        ),
        ToolFlag(
            .deleteSignatures,
            .boolean(default: false),
            [.two: [.delete]],
            "deletes the signatures of the images, too",
            .noEffect("signatures are deleted with their image")
        ),
        ToolFlag(
            .deleteV1Images,
            .boolean(default: false),
            [.two: [.delete]],
            "finds images that v1 mirrored",
            .same("`\(OptionName.versionOneTags)` of `mirror delete plan`")
        ),
    ]

    /// The flags of `list`, `init`, `version` and `completion`.
    static let listing: [ToolFlag] = [
        ToolFlag(
            .catalog,
            .text(placeholder: "CATALOG"),
            [.one: [.listOperators], .two: [.listOperators]],
            "names the catalog to list",
            .same("`\(OptionName.catalog)` of `mirror list operators`")
        ),
        ToolFlag(
            .catalogs,
            .boolean(default: false),
            [.one: [.listOperators], .two: [.listOperators]],
            "lists the catalogs of a version",
            .unneeded("`mirror list operators --version X.Y` lists the catalogs")
        ),
        ToolFlag(
            .packageName,
            .text(placeholder: "NAME"),
            [.one: [.listOperators], .two: [.listOperators]],
            "lists the channels of an operator",
            .same("`\(OptionName.package)` of `mirror list operators`")
        ),
        ToolFlag(
            .channel,
            .text(placeholder: "CHANNEL"),
            [.one: [.listOperators, .listReleases], .two: [.listOperators, .listReleases]],
            "lists the versions of a channel",
            .same("`\(OptionName.channel)` of `mirror list releases` and of `mirror list operators`")
        ),
        ToolFlag(
            .channels,
            .boolean(default: false),
            [.one: [.listReleases], .two: [.listReleases]],
            "lists the channels of a version",
            .same("`\(OptionName.channels)` of `mirror list releases`")
        ),
        ToolFlag(
            .version,
            .text(placeholder: "X.Y"),
            [.one: [.listOperators, .listReleases], .two: [.listOperators, .listReleases]],
            "is the minor version to list",
            .same("`\(OptionName.version)` of `mirror list releases` and of `mirror list operators`")
        ),
        ToolFlag(
            .filterByArchs,
            .list(placeholder: "ARCHITECTURES"),
            [.one: [.listReleases], .two: [.listReleases]],
            "chooses the processors to list",
            .same("`--filter-by-archs` of `mirror list releases`")
        ),
        ToolFlag(
            .output,
            .text(placeholder: "FORMAT"),
            [.one: [.initialize, .version], .two: [.version]],
            "is the format: yaml or json",
            .unneeded("`mirror version` prints only the number")
        ),
        ToolFlag(
            .registry,
            .text(placeholder: "IMAGE"),
            [.one: [.initialize]],
            "is the image for the metadata in the template",
            .unneeded("the record is beside the configuration")
        ),
        ToolFlag(
            .short,
            .boolean(default: false),
            [.one: [.version], .two: [.version]],
            "prints only the number",
            .unneeded("`mirror version` prints only the number")
        ),
        ToolFlag(
            .noDescriptions,
            .boolean(default: false),
            [.one: [.completion], .two: [.completion]],
            "leaves out descriptions in completions",
            .noEffect("the shell decides what it shows")
        ),
    ]
}
