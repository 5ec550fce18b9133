// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import YAML

/// Makes a list of images to delete from the nodes of a file, and reports all problems.
struct DeleteImageListParser {
    static let kind = "DeleteImageList"
    /// The version in lists of oc-mirror's documentation 4.16, which have the same meaning.
    private static let formerVersion = "mirror.openshift.io/v1alpha2"

    private let reader: YAMLReader

    init(_ reader: YAMLReader) { self.reader = reader }

    /// Reads the items, each destination once; `nil` if there is no usable list, which was reported.
    func items(_ root: YAMLNode) -> [DeleteImageList.Item]? {
        // The fields of a configuration would only be called unknown.
        if let found = root.statedKind(in: reader), let configuration = ConfigurationKind(rawValue: found.value) {
            refuse(configuration, at: found.location)
            return nil
        }
        guard let fields = reader.mapping(root, as: DeleteImageListField.self, name: Self.kind) else { return nil }
        checkVersion(fields)
        checkKind(fields)
        guard let location = fields.keyLocation(.items) else {
            reader.report(
                code: .missingField,
                "the list has no `items`",
                remedy: "check that the file is complete: oc-mirror writes `items` even if it is empty",
                at: fields.location
            )
            return nil
        }
        guard let node = fields[.items] else { return empty(at: location) }
        guard let nodes = reader.list(node, name: DeleteImageListField.items.rawValue) else { return nil }
        return nodes.isEmpty ? empty(at: location) : items(nodes)
    }

    private func refuse(_ configuration: ConfigurationKind, at location: SourceLocation) {
        let remedy =
            switch configuration {
            case .mirror: "give it to `mirror plan`; oc-mirror calls its lists `delete-images.yaml`"
            case .deletion: "give it with `-c` instead of `\(OptionName.fromList)`"
            }
        reader.report(
            code: configuration.isNotExpected,
            "this file is a configuration of what to \(configuration.section), not a list of oc-mirror",
            remedy: remedy,
            at: location
        )
    }

    private func checkVersion(_ fields: YAMLMapping<DeleteImageListField>) {
        let usual = ConfigurationParser.apiVersion
        guard let version = fields.requiredString(.apiVersion, of: "the list", usually: usual), version.value != usual
        else { return }
        let isKnown = version.value == Self.formerVersion
        reader.report(
            isKnown ? .warning : .error,
            code: .unsupportedVersion,
            isKnown
                ? "a list of `\(version.value)` is read as one of `\(ConfigurationParser.apiVersion)`"
                : "the apiVersion `\(version.value)` is not known",
            remedy: "write `apiVersion: \(ConfigurationParser.apiVersion)`",
            at: version.location
        )
    }

    private func checkKind(_ fields: YAMLMapping<DeleteImageListField>) {
        guard let found = fields.requiredString(.kind, of: "the list", usually: Self.kind), found.value != Self.kind
        else { return }
        if let configuration = ConfigurationKind(rawValue: found.value) {
            refuse(configuration, at: found.location)
            return
        }
        reader.report(
            code: .unknownKind,
            "the file is of the kind `\(found.value)`, not a list of oc-mirror",
            remedy: "give a file of `kind: \(Self.kind)`, which oc-mirror calls `delete-images.yaml`",
            at: found.location
        )
    }

    private func empty(at location: SourceLocation) -> [DeleteImageList.Item] {
        reader.report(
            .warning,
            code: .nothingToDelete,
            "`items` names nothing to delete",
            remedy: "check the output of `oc-mirror delete --generate`: it writes a list even if it failed",
            at: location
        )
        return []
    }
}

extension DeleteImageListParser {
    private func items(_ nodes: [YAMLNode]) -> [DeleteImageList.Item] {
        var items: [DeleteImageList.Item] = []
        items.reserveCapacity(nodes.count)
        var first: [ImageReference: (line: Int, origin: ImageSource)] = [:]
        var relatedBlobs: (count: Int, first: SourceLocation)?
        for node in nodes {
            let name = "\(DeleteImageListField.items.rawValue)[]"
            guard let fields = reader.mapping(node, as: DeleteImageField.self, name: name) else { continue }
            // Version 4.17 writes an empty field.
            if fields[.relatedBlobs] != nil, let location = fields.keyLocation(.relatedBlobs) {
                relatedBlobs = ((relatedBlobs?.count ?? 0) + 1, relatedBlobs?.first ?? location)
            }
            guard let item = item(fields) else { continue }
            if let earlier = first[item.destination] {
                reportDuplicate(item, of: earlier)
                continue
            }
            first[item.destination] = (item.location.line, item.origin)
            items.append(item)
        }
        if let relatedBlobs {
            reader.report(
                .note,
                code: .ignoredField,
                "`relatedBlobs` of \(counted(relatedBlobs.count, "item")) is ignored: the target has the blobs of each image",
                at: relatedBlobs.first
            )
        }
        return items
    }

    private func item(_ fields: YAMLMapping<DeleteImageField>) -> DeleteImageList.Item? {
        let origin = fields.requiredString(.imageName, of: "the item").flatMap(origin)
        let place = fields.requiredString(.imageReference, of: "the item")
        let destination = place.flatMap(destination)
        let kind = kind(fields)
        guard let origin, let place, let destination else { return nil }
        return DeleteImageList.Item(origin: origin, destination: destination, kind: kind, location: place.location)
    }

    /// Reports a repeated destination, which is deleted once, whatever its origin.
    private func reportDuplicate(_ item: DeleteImageList.Item, of first: (line: Int, origin: ImageSource)) {
        let other = first.origin == item.origin ? "" : ", there for `\(first.origin)`"
        reader.report(
            .warning,
            code: .duplicate,
            "the image `\(item.destination)` is here for the second time",
            remedy: "it is also on line \(first.line)\(other); the first counts",
            at: item.location
        )
    }

    private func kind(_ fields: YAMLMapping<DeleteImageField>) -> DeleteImageList.Kind? {
        guard let text = fields.string(.type) else { return nil }
        if let kind = DeleteImageList.Kind(rawValue: text.value) { return kind }
        let names = DeleteImageList.Kind.allCases.map(\.rawValue)
        let nearest = nearestName(to: text.value, among: names).map { "did you mean `\($0)`? " } ?? ""
        reader.report(
            code: .unknownType,
            "the type `\(text.value)` is not known",
            remedy: "\(nearest)the types are \(enumeration(of: names))",
            at: text.location
        )
        return nil
    }

    private func origin(_ text: Located<String>) -> ImageSource? {
        let remedy = "write `docker://registry/repository:tag`, `…@sha256:…` or `oci://directory`"
        do throws(ReferenceError) {
            let source = try ImageSource(text.value)
            if case .registry(let reference) = source, reference.manifestReference == nil {
                reportNamelessness(of: text)
                return nil
            }
            return source
        } catch {
            report(error, in: text, remedy: remedy)
            return nil
        }
    }

    /// Reads the place of an image, which is always on a registry.
    private func destination(_ text: Located<String>) -> ImageReference? {
        let remedy = "write `docker://registry/repository:tag` or `docker://registry/repository@sha256:…`"
        do throws(ReferenceError) {
            guard !text.value.hasPrefix("oci://") else {
                throw ReferenceError(
                    text: text.value,
                    message: "images are deleted on registries, not in `oci://` directories"
                )
            }
            let reference = try ImageReference(text.value)
            if reference.assumesDockerHub {
                throw ReferenceError(text: text.value, message: "container tools read it as `\(reference)`")
            }
            guard reference.manifestReference != nil else {
                reportNamelessness(of: text)
                return nil
            }
            return reference
        } catch {
            report(error, in: text, remedy: remedy)
            return nil
        }
    }

    private func report(_ error: ReferenceError, in text: Located<String>, remedy: String) {
        reader.report(
            code: .invalidReference,
            "`\(text.value)` cannot be used: \(error.message)",
            remedy: remedy,
            at: text.location
        )
    }

    private func reportNamelessness(of text: Located<String>) {
        reader.report(
            code: .noTagOrDigest,
            "`\(text.value)` has neither a tag nor a digest",
            remedy: "name one image of the repository, as in `\(text.value)@sha256:…`",
            at: text.location
        )
    }
}
