// SPDX-License-Identifier: Apache-2.0

import Diagnostics

extension ToolFlag {
    /// The flags of mirroring that only the second program has.
    static let secondMirroring: [ToolFlag] = [
        ToolFlag(
            .workspace,
            .text(placeholder: "file://FOLDER"),
            [.two: .all],
            "names the folder of `working-dir`",
            .unneeded("the record is beside the configuration, and the cache is named with `\(OptionName.cacheDir)`")
        ),
        ToolFlag(
            .dryRunManifestLists,
            .boolean(default: false),
            [.two: .mirror],
            "is a dry run that lists the platforms of images, too",
            .unneeded("`mirror plan` changes nothing at the target")
        ),
        ToolFlag(
            .since,
            .text(placeholder: "YYYY-MM-DD"),
            [.two: .mirror],
            "packs again what was archived since a day",
            .option(.since)
        ),
        ToolFlag(
            .strictArchive,
            .boolean(default: false),
            [.two: .mirror],
            "refuses blobs that are larger than a volume",
            .unneeded("no volume is larger than `archiveSize` without `\(OptionName.allowOversize)`")
        ),
        ToolFlag(
            .removeSignatures,
            .boolean(default: false),
            [.two: .mirror],
            "leaves out signatures of images",
            .option(.removeSignatures)
        ),
        ToolFlag(
            .ignoreReleaseSignature,
            .boolean(default: false),
            [.two: .mirror],
            "does not verify releases",
            .option(.ignoreReleaseSignature),
            isHidden: true
        ),
        ToolFlag(
            .securePolicy,
            .boolean(default: false),
            [.two: .mirror],
            "verifies the signatures of images by a policy",
            .refused("signatures of images are not verified; those of releases are")
        ),
        ToolFlag(
            .policy,
            .text(placeholder: "FILE"),
            [.two: .all],
            "names the policy for `--secure-policy`",
            .noEffect("signatures of images are not verified")
        ),
        ToolFlag(
            .registriesFolder,
            .text(placeholder: "FOLDER"),
            [.two: .all],
            "names the folder that says where signatures are",
            .noEffect("signatures that are attached to images are found without it")
        ),
        ToolFlag(
            .parallelImages,
            .number(1...10),
            [.two: .all],
            "limits the images that are copied at a time",
            .same("`\(OptionName.parallelism)` of `mirror apply`")
        ),
        ToolFlag(
            .parallelLayers,
            .number(1...10),
            [.two: .all],
            "limits the layers of an image that are copied at a time",
            .same("`\(OptionName.parallelism)` of `mirror apply`")
        ),
        ToolFlag(
            .parallelBatchImages,
            .number(1...1_000_000),
            [.two: .all],
            "limits the images of a batch (4.17)",
            .same("`\(OptionName.parallelism)` of `mirror apply`"),
            isHidden: true
        ),
        ToolFlag(
            .maxParallelDownloads,
            .number(1...1_000_000),
            [.two: .all],
            "limits the layers of an image that are copied at a time (4.17)",
            .same("`\(OptionName.parallelism)` of `mirror apply`")
        ),
        ToolFlag(
            .imageTimeout,
            .duration,
            [.two: .mirror],
            "limits the time for an image",
            .noEffect("failed requests are repeated, and the same plan may be applied again")
        ),
        ToolFlag(
            .retryTimes,
            .number(0...1_000_000),
            [.two: .all],
            "limits how often a copy is tried again",
            .noEffect("failed requests are repeated, and the same plan may be applied again")
        ),
        ToolFlag(
            .retryDelay,
            .duration,
            [.two: .all],
            "is the time between two tries",
            .noEffect("failed requests are repeated, and the same plan may be applied again")
        ),
        ToolFlag(
            .rootlessStoragePath,
            .text(placeholder: "FOLDER"),
            [.two: .mirror],
            "has no effect in oc-mirror either",
            .noEffect("no container storage is used")
        ),
        ToolFlag(
            .force,
            .boolean(default: false),
            [.two: .mirror],
            "has no effect in oc-mirror either",
            .noEffect("a plan is never forced"),
            isHidden: true
        ),
        ToolFlag(
            .quiet,
            .boolean(default: false),
            [.two: .mirror],
            "has no effect in oc-mirror either",
            .option(.logLevel, "=error"),
            isHidden: true
        ),
    ]
}
