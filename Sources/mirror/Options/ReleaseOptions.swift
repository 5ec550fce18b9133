// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import OCI
import Releases
import Runs

/// The options for choosing, verifying and reading releases.
struct ReleaseOptions: ParsableArguments {
    @Flag(help: "Add the releases that a cluster needs to update from the lowest to the highest one.")
    var completePaths = false

    @Option(
        name: .customLong("release-key"),
        help: ArgumentHelp(
            """
            A file with public keys that may sign releases; may be repeated. Else OCP_SIGNATURE_VERIFICATION_PK, else the \
            distribution's.
            """,
            valueName: "file"
        ),
        completion: .file()
    )
    var releaseKeys: [String] = []

    @Option(
        name: .customLong("release-key-fingerprint"),
        help: ArgumentHelp("Trust only this one of the keys; may be repeated.", valueName: "hex")
    )
    var fingerprints: [String] = []

    @Flag(help: "Plan releases without verifying their signatures.")
    var ignoreReleaseSignature = false

    @Option(
        name: .customLong("graph-data-url"),
        help: ArgumentHelp("The download URL of the graph's data; needed with UPDATE_URL_OVERRIDE.", valueName: "url")
    )
    var graphDataURL: String?

    @Option(help: ArgumentHelp("The base image for the graph's data.", valueName: "image"))
    var graphBaseImage: String?

    @Option(
        help: ArgumentHelp(
            "Copy this graph-data image, which was built elsewhere, instead of building one.",
            valueName: "image"
        )
    )
    var graphImage: String?

    func validate() throws {
        if graphImage != nil, graphDataURL != nil || graphBaseImage != nil {
            throw ValidationError(
                "--graph-image is copied as it is; --graph-data-url and --graph-base-image build one."
            )
        }
        if let graphDataURL {
            guard let url = URLComponents(string: graphDataURL), ["http", "https"].contains(url.scheme?.lowercased()),
                url.host?.isEmpty == false
            else { throw ValidationError("--graph-data-url is not an http or https URL.") }
            guard url.user == nil, url.password == nil, url.query == nil else {
                throw ValidationError(
                    "--graph-data-url would stand in the plan, with its password or parameters: name a URL without."
                )
            }
        }
        for (name, text) in [("--graph-image", graphImage), ("--graph-base-image", graphBaseImage)] {
            guard let text else { continue }
            do {
                guard try ImageReference(text).manifestReference != nil else {
                    throw ReferenceError(text: text, message: "it has neither a tag nor a digest")
                }
            } catch {
                throw ValidationError("\(name): \(error)")
            }
        }
    }

    /// The options as choices for a run.
    func choices(_ graphs: GraphOptions) -> ReleaseChoices {
        ReleaseChoices(
            keys: releaseKeys,
            fingerprints: fingerprints,
            pinnedGraphs: graphs.reading,
            graphDataURL: graphDataURL,
            graphBaseImage: graphBaseImage,
            graphImage: graphImage
        )
    }
}
