// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import JSONPath
import OCI
import YAML

/// Looks for images, file by file.
struct ImageSearch {
    private let chart: String
    private let imagePaths: [Located<JSONPathExpression>]
    /// The images found, by their whole references: `nginx:1` is `docker.io/library/nginx:1`.
    private var found: [String: ChartImage] = [:]
    /// The paths that found an image or something like one, and those that were given up.
    private var usefulPaths: Set<Int> = []
    private var faults = ImageFaults()

    init(chart: String, imagePaths: [Located<JSONPathExpression>]) {
        self.chart = chart
        self.imagePaths = imagePaths
    }

    /// The images found, in the order of their references.
    var images: [ChartImage] {
        found.sorted { $0.key < $1.key }.map(\.value)
    }

    /// What is wrong, in the order in which it was found.
    var findings: [Finding] {
        faults.findings
            + imagePaths.enumerated().filter { !usefulPaths.contains($0.offset) }.map { _, path in
                Finding(
                    .warning,
                    .unusedImagePath,
                    "the path `\(path.value)` finds no image in the chart \(chart)",
                    remedy: "Compare it with the rendered text, which `mirror render` prints.",
                    at: path.location
                )
            }
    }

    /// Looks through the documents of a file.
    mutating func look(through file: RenderedFile) {
        // Helm takes only notes from such files.
        if file.path.hasSuffix(".txt") { return }
        let documents = RenderedDocuments(of: file, in: chart)
        for fault in documents.faults { faults.report(fault) }
        for object in documents.objects {
            if object.isListed {
                look(atPathsOf: object)
                continue
            }
            var pods = PodTemplates()
            pods.visit(JSONPathMatch(node: object.match.node, place: .root))
            for match in pods.images {
                take(match, of: object, text: match.node.imageText, isPodTemplate: true)
            }
            look(atPathsOf: object)
        }
    }

    private mutating func look(atPathsOf object: RenderedObject) {
        for (index, path) in imagePaths.enumerated() {
            do {
                for match in try path.value.matches(in: object.match.node) {
                    for text in match.node.mentions where take(match, of: object, text: text, isPodTemplate: false) {
                        usefulPaths.insert(index)
                    }
                }
            } catch {
                guard usefulPaths.insert(index).inserted else { continue }
                faults.report(
                    Finding(
                        .warning,
                        .unusedImagePath,
                        "the path `\(path.value)` is not followed to its end in the chart \(chart): \(error)",
                        remedy: "Name the fields on the way, in place of `..` and `*`.",
                        at: path.location
                    )
                )
            }
        }
    }

    /// Takes what is written at a place; returns whether it is an image, or was meant as one.
    @discardableResult
    private mutating func take(
        _ match: JSONPathMatch,
        of object: RenderedObject,
        text: String,
        isPodTemplate: Bool
    ) -> Bool {
        let use = object.use(of: match, text: text)
        switch ImageMention(text, isCertain: isPodTemplate || use.path.endsLikeImage) {
        case .image(let reference):
            let key = reference.description
            let image = found[key] ?? ChartImage(reference: reference, uses: [])
            // A path may name a place that is in a pod template, too.
            if !image.uses.contains(use) { found[key] = ChartImage(reference: reference, uses: image.uses + [use]) }
            return true
        case .fault(let fault):
            faults.report(fault, of: use, at: object.location(of: match))
            return true
        case .other: return false
        }
    }
}

extension String {
    /// Whether the last name of a path tells of an image.
    fileprivate var endsLikeImage: Bool {
        let last = split(separator: ".").last ?? ""
        return last.lowercased().contains("image")
    }
}

extension YAMLNode {
    /// The text of a scalar without blanks around it; empty for anything else.
    fileprivate var imageText: String {
        guard case .scalar(let scalar) = content, !isNull else { return "" }
        return scalar.text.trimmed
    }

    /// The words that a value chosen by a path contains; a list contains those of its elements.
    fileprivate var mentions: [String] {
        switch content {
        case .scalar(let scalar):
            if isNull {
                []
            } else if scalar.text.contains("{{") {
                [scalar.text.trimmed]
            } else {
                scalar.text.split(whereSeparator: \.isWhitespace).map(String.init)
            }
        case .sequence(let elements): elements.flatMap(\.mentions)
        case .mapping: []
        }
    }
}

extension String {
    fileprivate var trimmed: String {
        var rest = drop(while: \.isWhitespace)
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }
}
