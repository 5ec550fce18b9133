// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Charts
import Diagnostics
import Foundation
import JSONPath
import MirrorConfiguration
import Releases
import Resolution
import Runs
import Views

/// `mirror list images`: lists the images of a configuration or of a chart.
struct ListImagesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "images",
        abstract: "List the images that a configuration means, or that a Helm chart uses.",
        discussion: Examples.discussion(
            "",
            "mirror list images -c isc.yaml",
            "mirror list images --chart ./web --values prod.yaml"
        )
    )

    @Option(
        name: [.customShort("c"), .customLong("config")],
        help: ArgumentHelp(
            "List every image that this ImageSetConfiguration means, with its digest.",
            valueName: "file"
        ),
        completion: .file()
    )
    var configurationPath: String?

    @Option(
        help: ArgumentHelp(
            "With --config: show the places at this target, docker://host[:port][/namespace]; it is not asked.",
            valueName: "target"
        )
    )
    var to: String?

    @Option(
        help: ArgumentHelp(
            "The chart: a folder, a packaged chart (.tgz), oci://HOST/PATH[:TAG], or a name in --repo.",
            valueName: "chart"
        ),
        completion: .file()
    )
    var chart: String?

    @Option(
        name: .customLong("image-path"),
        help: ArgumentHelp(
            "A path of images in the objects of the chart, as in imagePaths; may be repeated.",
            valueName: "path"
        )
    )
    var imagePaths: [String] = []

    @OptionGroup(title: "Rendering") var options: ChartOptions
    @OptionGroup(title: "Registries") var registries: SourceOptions
    @OptionGroup(title: "Cache") var cache: CacheOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func validate() throws {
        guard (chart == nil) != (configurationPath == nil) else {
            throw ValidationError("Say whose images: --config isc.yaml, or --chart ./web.")
        }
        if let to { try TargetOption.validate(to) }
        guard to == nil || chart == nil else { throw ValidationError("--to is for --config.") }
        _ = try expressions()
    }

    func run() async throws {
        try await reporting {
            try await interruptible {
                if let chart { try await list(ofChart: chart) }
                if let configurationPath { try await list(of: try ImageSetConfiguration.load(path: configurationPath)) }
            }
        }
    }

    private func list(ofChart chart: String) async throws {
        let rendered = try await options.rendered(chart, registries)
        let images = ChartImages(rendered, imagePaths: try expressions())
        for line in rendered.warningLines { Console.standard.note(line) }
        for finding in images.findings { Console.standard.note("\(finding)\n") }
        try output.show(ChartImageListView(images: images.found))
    }

    private func list(of configuration: ImageSetConfiguration) async throws {
        let environment = ProcessInfo.processInfo.environment
        let surroundings = PlanSurroundings(
            environment: environment,
            clients: try registries.reaching(environment: environment).clients(),
            cache: { [cache] in try cache.place(environment) },
            events: { Console.standard.tell($0.remark) }
        )
        let run = ConfigurationImages(
            of: configuration,
            at: try to.map { try MirrorTarget($0) },
            releases: ReleaseChoices(),
            surroundings: surroundings
        )
        let found: (images: [ConfigurationImages.Listed], findings: [Finding])
        do {
            found = try await run.images()
        } catch let refusal as PlanRefusal {
            Console.standard.note("\(refusal)\n")
            throw ExitStatus.failure
        }
        for finding in found.findings { Console.standard.note("\(finding)\n") }
        try output.show(ImageListView(images: found.images))
        let missing = found.images.count { $0.digest == nil }
        if missing > 0 {
            throw CommandError(
                "\(counted(missing, "image")) cannot be found at the source",
                remedy: "See the list above."
            )
        }
    }

    private func expressions() throws -> [Located<JSONPathExpression>] {
        try imagePaths.map { text in
            do throws(JSONPathError) {
                return Located(
                    try JSONPathExpression(text),
                    at: SourceLocation(file: "--image-path", line: 1, column: 1)
                )
            } catch {
                let remedy = error.remedy.map { " To correct it, \($0)." } ?? ""
                throw ValidationError("--image-path \(text): \(error).\(remedy)")
            }
        }
    }
}
