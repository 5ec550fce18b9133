// SPDX-License-Identifier: Apache-2.0

import Diagnostics

extension ToolFlag {
    /// The flags of mirroring that only the first program has.
    static let firstMirroring: [ToolFlag] = [
        ToolFlag(
            .manifestsOnly,
            .boolean(default: false),
            [.one: .mirror],
            "writes the files for clusters and copies nothing",
            .unneeded("`mirror plan` copies nothing and shows the files for clusters")
        ),
        ToolFlag(
            .ignoreHistory,
            .boolean(default: false),
            [.one: .mirror],
            "packs everything again",
            .same("`\(OptionName.since)` with an early day")
        ),
        ToolFlag(
            .skipMetadataCheck,
            .boolean(default: false),
            [.one: .mirror],
            "publishes an archive out of order",
            .unneeded("an archive is compared with the target, whatever was published before it")
        ),
        ToolFlag(
            .continueOnError,
            .boolean(default: false),
            [.one: .mirror],
            "goes on after errors",
            .unneeded("an apply copies what it can, and the same plan may be applied again")
        ),
        ToolFlag(
            .skipMissing,
            .boolean(default: false),
            [.one: .mirror],
            "leaves out images that their source does not have",
            .option(.allowMissing)
        ),
        ToolFlag(
            .skipPruning,
            .boolean(default: false),
            [.one: .mirror],
            "deletes nothing at the target",
            .unneeded("nothing is deleted without `\(OptionName.prune)`")
        ),
        ToolFlag(
            .maxPerRegistry,
            .number(1...1_000_000),
            [.one: .mirror],
            "limits the requests to a registry at a time",
            .same("`\(OptionName.parallelism)` of `mirror apply`")
        ),
        ToolFlag(
            .skipImagePin,
            .boolean(default: false),
            [.one: .mirror],
            "keeps the tags in catalogs",
            .noEffect("catalogs keep the references that they were published with")
        ),
        ToolFlag(
            .rebuildCatalogs,
            .boolean(default: true),
            [.one: .mirror],
            "builds filtered catalogs; if false, copies them as they are",
            .refused("a filtered catalog is always built; list the catalog with `full: true` to copy it as it is")
        ),
        ToolFlag(
            .buildCatalogCache,
            .boolean(default: false),
            [.one: .mirror],
            "builds the cache of a catalog",
            .noEffect("the catalog's server builds its cache"),
            isHidden: true
        ),
        ToolFlag(
            .skipVerification,
            .boolean(default: false),
            [.one: .mirror],
            "does not compare content with its digest",
            .noEffect("content is always compared with its digest")
        ),
        ToolFlag(
            .skipCleanup,
            .boolean(default: false),
            [.one: .mirror],
            "keeps temporary folders",
            .noEffect("there are no temporary folders to keep")
        ),
        ToolFlag(
            .dir,
            .text(placeholder: "FOLDER"),
            [.one: .all],
            "names the workspace",
            .unneeded("there is no workspace; the record is beside the configuration"),
            isHidden: true
        ),
        ToolFlag(
            .enableOperatorSecurePolicy,
            .boolean(default: false),
            [.one: .mirror],
            "verifies the signatures of catalogs",
            .refused("signatures of images are not verified; pin catalogs by digest with `mirror pin`")
        ),
        ToolFlag(
            .ociInsecureSignaturePolicy,
            .boolean(default: false),
            [.one: .mirror],
            "accepts catalogs without a signature",
            .noEffect("signatures of images are not verified"),
            isHidden: true
        ),
        ToolFlag(
            .ociRegistriesConfig,
            .text(placeholder: "FILE"),
            [.one: .mirror],
            "names the registries.conf for images of `oci://` catalogs",
            .same("the environment variable `CONTAINERS_REGISTRIES_CONF`")
        ),
        ToolFlag(
            .filterByOS,
            .text(placeholder: "REGEX"),
            [.one: .mirror],
            "chooses platforms by a regular expression",
            .refused("name `platform.architectures` in the configuration"),
            isHidden: true
        ),
        ToolFlag(
            .useOCIFeature,
            .boolean(default: false),
            [.one: .mirror],
            "reads `oci://` catalogs (4.12)",
            .noEffect("`oci://` catalogs are always read"),
            isHidden: true
        ),
        ToolFlag(
            .ociFeatureAction,
            .text(placeholder: "ACTION"),
            [.one: .mirror],
            "copies or mirrors `oci://` catalogs (4.12)",
            .refused("`oci://` catalogs are mirrored like others; leave the flag out"),
            isHidden: true
        ),
        ToolFlag(
            .includeLocalOCICatalogs,
            .boolean(default: false),
            [.one: .mirror],
            "reads `oci://` catalogs (4.13)",
            .noEffect("`oci://` catalogs are always read"),
            isHidden: true
        ),
    ]
}
