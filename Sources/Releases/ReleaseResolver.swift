// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import ImageAccess
package import MirrorConfiguration
package import OCI
import Plans
package import Resolution
import Scheduling

/// Finds the images that `mirror.platform` wants: payloads, their components, and the graph's data.
///
/// A release is wanted whole or not at all: if it cannot be proven or read, that is an error among the findings.
package struct ReleaseResolver: Sendable {
    /// The source of the update graph's data.
    package enum GraphData: Sendable {
        /// It is built from the data that the update service publishes.
        case built(GraphDataImage)
        /// An image that was built elsewhere is copied.
        case copied(ImageReference)
        /// There is no source; the text says what to do about it.
        case unavailable(Explanation)
    }

    private let selector: ReleaseSelector
    private let payloads: PayloadReader
    /// The verifier; `nil` if the user waived the proof.
    private let verifier: ReleaseVerifier?
    private let graphData: GraphData
    /// The base image of the data that is mirrored with it.
    private let graphBase: ImageReference?
    private let library: ImageLibrary
    private let mapping: DestinationMapping

    /// The number of releases that are verified and read at a time.
    private static let parallelism = 8

    package init(
        selector: ReleaseSelector,
        payloads: PayloadReader,
        verifier: ReleaseVerifier?,
        graphData: GraphData,
        graphBase: ImageReference? = nil,
        library: ImageLibrary,
        mapping: DestinationMapping
    ) {
        self.selector = selector
        self.payloads = payloads
        self.verifier = verifier
        self.graphData = graphData
        self.graphBase = graphBase
        self.library = library
        self.mapping = mapping
    }

    /// The configuration's name in plans.
    private var path: String { selector.path }

    /// Returns what the section wants, with every error that was found among the findings.
    ///
    /// Throws `FindingsError` for mistakes in the configuration itself, such as a version that no channel has.
    package func resolve(_ section: PlatformSection) async throws -> Contribution {
        var contribution = Contribution()
        let releases = try await releases(section, &contribution)
        let found = try await concurrentMap(releases, limit: Self.parallelism) { release in
            try await images(of: release, section)
        }
        contribution.images += found.flatMap(\.images)
        contribution.findings += found.flatMap(\.findings)
        if !section.platforms.isEmpty, !releases.isEmpty { contribution.findings.append(sparse(section)) }
        if section.graph { try await addGraphData(section, to: &contribution, hasReleases: !releases.isEmpty) }
        return contribution
    }

    private func releases(
        _ section: PlatformSection,
        _ contribution: inout Contribution
    ) async throws -> [WantedRelease] {
        guard let release = section.release else {
            let selection = try await selector.select(section)
            contribution.records =
                [SectionRecord](upgradePaths: selection.upgradePaths, graphs: selection.graphs)
            contribution.findings += selection.findings
            contribution.chosen.channels = EarlierReleases(section, selection.releases).chosen(by: section)
            return selection.releases.map(WantedRelease.init)
        }
        let at = release.location.place(in: path)
        do {
            let payload = try await pinned(release.value)
            return [WantedRelease(payload: payload, requestedBy: ["mirror.platform.release"], at: at)]
        } catch let error as CancellationError {
            throw error
        } catch {
            contribution.findings.append(
                Finding(.error, .releaseUnreadable, Explanation(error).about("\(release.value)"), at: at)
            )
            return []
        }
    }

    private func pinned(_ reference: ImageReference) async throws -> ImageReference {
        guard reference.digest == nil, let tag = reference.tag else { return reference }
        guard let digest = try await library.digest(of: .registry(reference)) else {
            let tags = try? await library.tags(in: reference.repository)
            throw PayloadMissing(tag, among: tags ?? [])
        }
        return reference.pinned(to: digest)
    }

    private func images(of release: WantedRelease, _ section: PlatformSection) async throws -> Contribution {
        do {
            guard let digest = release.payload.digest else {
                throw PayloadError(payload: release.payload, place: nil, fault: .notPinned)
            }
            let proof = try await verifier?.verify(digest, product: release.product)
            let payload = try await payloads.read(release.payload)
            try release.compare(with: payload)
            return try ReleaseImages(
                release: release,
                payload: payload,
                proof: proof,
                section: section,
                mapping: mapping
            ).contribution()
        } catch let error as CancellationError {
            throw error
        } catch {
            let code = error is ReleaseSignatureError ? FindingCode.releaseUnverified : .releaseUnreadable
            let explanation = Explanation(error).about(release.name)
            return Contribution(findings: [Finding(.error, code, explanation, at: release.at)])
        }
    }

    private func sparse(_ section: PlatformSection) -> Finding {
        Finding(
            .warning,
            .sparseRelease,
            """
            only \(section.platforms.map(\.description).joined(separator: ", ")) of each multi-architecture release is \
            copied; the target must accept indexes of which it does not hold every image
            """,
            at: at(section)
        )
    }

    private func addGraphData(
        _ section: PlatformSection,
        to contribution: inout Contribution,
        hasReleases: Bool
    ) async throws {
        do {
            contribution.images.append(try await graphImage(section))
            if let graphBase, let versionOne = mapping.versionOne {
                contribution.images.append(
                    DesiredImage(
                        origin: .registry(graphBase),
                        role: ImageRole(.additionalImage),
                        destination: try versionOne.additionalImage(graphBase, digest: nil),
                        request: ImageRequest(by: ["mirror.platform.graph"], at: at(section))
                    )
                )
            }
        } catch let error as CancellationError {
            throw error
        } catch {
            contribution.findings.append(Finding(.error, .graphDataUnavailable, Explanation(error), at: at(section)))
        }
        // If releases were wanted, their failure is reported as a separate error.
        if !hasReleases, section.release == nil, section.channels.isEmpty {
            let message = "the graph is mirrored without any release, so no UpdateService is generated"
            contribution.findings.append(Finding(.note, .graphWithoutRelease, message, at: at(section)))
        }
    }

    private func graphImage(_ section: PlatformSection) async throws -> DesiredImage {
        let origin: ImageSource
        var build: DesiredBuild?
        switch graphData {
        case .built(let image):
            let built = try await image.plan()
            origin = try ImageSource(built.recipe.base)
            build = built
        case .copied(let reference): origin = .registry(reference)
        case .unavailable(let explanation): throw GraphDataUnavailable(explanation: explanation)
        }
        return DesiredImage(
            origin: origin,
            role: ImageRole(.graphData),
            destination: try mapping.graphData(),
            request: ImageRequest(by: ["mirror.platform.graph"], at: at(section)),
            build: build
        )
    }

    private func at(_ section: PlatformSection) -> SourceLocation { section.location.place(in: path) }
}

/// An error that the registry has no image under the requested tag of a release.
private struct PayloadMissing: ExplainedError {
    let explanation: Explanation

    /// Suggests tags: those that begin with this one, or else one with a similar spelling.
    init(_ tag: Tag, among tags: [String]) {
        let longer = tags.filter { $0.hasPrefix("\(tag)-") && !$0.hasSuffix(".sig") }.sorted().prefix(5)
        let nearest = longer.isEmpty ? nearestName(to: "\(tag)", among: tags).map { [$0] } ?? [] : Array(longer)
        let suggestion =
            nearest.isEmpty
            ? "`mirror list releases` shows which releases there are"
            : "did you mean \(nearest.map { "`\($0)`" }.joined(separator: " or "))?"
        explanation = Explanation("the registry has no such image", remedy: suggestion)
    }
}

/// An error that there is no source for the graph's data.
private struct GraphDataUnavailable: ExplainedError {
    let explanation: Explanation
}
