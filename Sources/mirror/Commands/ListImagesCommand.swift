// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Charts
import Diagnostics
import JSONPath
import Runs
import Views

/// `mirror list images`: lists the images of a chart.
struct ListImagesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "images",
        abstract: "List the images that a Helm chart uses, and the templates that use them.",
        discussion: Examples.discussion("", "mirror list images --chart ./web --values prod.yaml")
    )

    @Option(
        help: ArgumentHelp(
            "The chart: a folder, a packaged chart (.tgz), oci://HOST/PATH[:TAG], or a name in --repo.",
            valueName: "chart"
        ),
        completion: .file()
    )
    var chart: String

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
    @OptionGroup(title: "Output") var output: OutputOptions

    func validate() throws { _ = try expressions() }

    func run() async throws {
        try await reporting {
            try await interruptible {
                let rendered = try await options.rendered(chart, registries)
                let images = ChartImages(rendered, imagePaths: try expressions())
                for line in rendered.warningLines { Console.standard.note(line) }
                for finding in images.findings { Console.standard.note("\(finding)\n") }
                try output.show(ChartImageListView(images: images.found))
            }
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
