// SPDX-License-Identifier: Apache-2.0

/// How to mirror.
package struct MirroringOptions: Sendable, Equatable {
    /// What a run without copies lists.
    package enum DryRun: Sendable, Hashable {
        /// One line for each image.
        case images
        /// The platforms of images, too.
        case imagesAndPlatforms
    }

    /// What to list instead of copying; `nil` if images are copied.
    package var dryRun: DryRun?
    /// Whether only the files for clusters are written.
    package var writesManifestsOnly = false
    /// Whether images that their source does not have are left out.
    package var allowsMissing = false
    /// Whether images that the configuration dropped are deleted at the target, as v1 does.
    package var prunes = false
    /// Whether an archive must follow the one that was published before it, as in v1.
    package var checksSequence = false
    /// Whether an archive carries what earlier ones carried, too.
    package var ignoresHistory = false
    /// The day before which an archive must be finished to be trusted.
    package var since: CalendarDay?
    /// Whether blobs that are larger than a volume get one of their own.
    package var allowsOversize = false
    package var removesSignatures = false
    package var ignoresReleaseSignatures = false
    /// The maximum number of path components, 0 for no limit.
    package var maxNestedPaths = 0

    package init() {}
}
