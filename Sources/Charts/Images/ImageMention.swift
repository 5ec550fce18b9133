// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI

/// What a text in a place for images is.
enum ImageMention {
    /// Why a text cannot be mirrored.
    struct Fault: Equatable {
        let code: FindingCode
        let summary: String
        let remedy: String
    }

    case image(ImageReference)
    case fault(Fault)
    /// Not an image, such as another variable of a container.
    case other

    /// Judges a text; if it is not certain that an image is meant, only what surely is one counts.
    init(_ text: String, isCertain: Bool) {
        guard isCertain else {
            self = Self.possible(text)
            return
        }
        if let fault = Self.leftover(text) {
            self = .fault(fault)
            return
        }
        do {
            let reference = try ImageReference(text)
            self = reference.manifestReference == nil ? .fault(Self.untagged(text, reference)) : .image(reference)
        } catch {
            self = .fault(
                Fault(
                    code: .invalidReference,
                    summary: "`\(text)` is not an image reference: \(error.message)",
                    remedy: Self.advice
                )
            )
        }
    }

    private static let advice = "Give the chart the values that it needs, with `values` or `valuesFiles`."

    private static func untagged(_ text: String, _ reference: ImageReference) -> Fault {
        Fault(
            code: .noTagOrDigest,
            summary: "`\(text)` has neither a tag nor a digest",
            remedy: """
                Give the chart its tag, with `values` or `valuesFiles`. If `latest` is meant, list `\(reference):latest` \
                in `additionalImages`.
                """
        )
    }

    /// The fault of a text in which something was not filled in.
    private static func leftover(_ text: String) -> Fault? {
        if text.isEmpty {
            return Fault(code: .invalidReference, summary: "the image is empty", remedy: advice)
        }
        if let first = text.first, ":/@".contains(first) {
            return Fault(code: .invalidReference, summary: "`\(text)` lacks the name of its image", remedy: advice)
        }
        for sign in ["{{", "}}", "${", "$("] where text.contains(sign) {
            return Fault(
                code: .placeholder,
                summary: "`\(text)` has an expression that was not filled in",
                remedy: "\(advice) If a controller fills it in, list the image in `additionalImages`."
            )
        }
        for sign in ["<no value>", "%!", "<nil>"] where text.contains(sign) {
            return Fault(code: .placeholder, summary: "`\(text)` lacks a value of the chart", remedy: advice)
        }
        return nil
    }

    /// Judges a text that a path found, such as the value of a variable or an argument.
    private static func possible(_ text: String) -> ImageMention {
        var rest = text[...]
        // An argument such as `--reloader-image=quay.io/x:1`.
        if rest.hasPrefix("-"), let sign = rest.firstIndex(of: "=") { rest = rest[rest.index(after: sign)...] }
        let quotes = "\"'"
        while let first = rest.first, quotes.contains(first) { rest.removeFirst() }
        while let last = rest.last, quotes.contains(last) { rest.removeLast() }
        guard leftover(String(rest)) == nil, let reference = try? ImageReference(String(rest)) else { return .other }
        guard reference.manifestReference != nil else {
            // `quay.io/team/app` may be meant as an image, `kubernetes.io/hostname` is not.
            let isLikely = !reference.assumesDockerHub && reference.repository.name.components.count > 1
            return isLikely ? .fault(untagged(String(rest), reference)) : .other
        }
        return reference.isHostAndPort ? .other : .image(reference)
    }
}

extension ImageReference {
    /// Whether this reads as a server and its port, such as `db.example.com:5432`.
    fileprivate var isHostAndPort: Bool {
        guard digest == nil, assumesDockerHub, let tag, "\(tag)".utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return false
        }
        let name = repository.name.components
        guard name.count == 2, name[0] == "library" else { return false }
        return name[1].contains(".") || name[1] == "localhost"
    }
}
