// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import Plans

/// What oc-mirror v1 leaves in its workspace after filling a registry: `results-<time>/`, as a value.
///
/// The objects for clusters describe everything that the target holds. Their names are always the same, so applying a
/// folder that describes one run only would undo what earlier folders brought. `mapping.txt` lists one run.
package struct ResultsFolder: Sendable, Equatable {
    /// The name of the folder.
    package let name: String
    /// The files, sorted by path.
    package let files: [ResultFile]
    /// The folders in it, which exist even without files.
    package let folders = ["charts", "release-signatures"]

    /// Describes a registry after a plan.
    ///
    /// `held` are the images that clusters may be led to, and `moved` those of them that the run brought. `time` is the
    /// number of seconds since 1970.
    ///
    /// Throws the problems of templates for catalogs.
    package init(of plan: Plan, held: [PlacedImage], moved: [PlacedImage], time: Int64) throws(FindingsError) {
        name = "results-\(time)"
        var files = [
            ResultFile(path: "mapping.txt", content: VersionOneMapping(moved, at: plan.target).text)
        ]
        // Paths with too many components are joined with dashes, so that repositories move by themselves.
        let scopings: [MirrorCategory: MirrorScoping] = [
            .generic: .firstComponent, .operator: plan.options.maxNestedPaths > 0 ? .repository : .firstComponent,
        ]
        if let text = ContentSourcePolicies(MirrorPair.pairs(of: held), scopings: scopings).text {
            files.append(ResultFile(path: "imageContentSourcePolicy.yaml", content: text))
        }
        files += SignatureConfigMap(held).versionOneFiles
        files += [UpdateServiceResource(held)?.versionOneFile].compactMap(\.self)
        var seen: Set<PlacedName> = []
        for image in held where image.catalog != nil && seen.insert(image.destination).inserted {
            files += [try CatalogSourceResource(image)?.versionOneFile].compactMap(\.self)
        }
        self.files = files.sorted { $0.path < $1.path }
    }
}
