// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import JSONPath
import OCI
import YAML

/// The fields that charts in repositories and local charts share.
protocol ChartChoiceField: YAMLFieldName {
    static var values: Self { get }
    static var valuesFiles: Self { get }
    static var imagePaths: Self { get }
    static var releaseName: Self { get }
    static var namespace: Self { get }
    static var charts: Self { get }
    static var platforms: Self { get }
}

extension ConfigurationParser {
    /// Reads how a chart is rendered.
    func choices<Name: ChartChoiceField>(_ fields: YAMLMapping<Name>) -> ChartChoices {
        ChartChoices(
            values: values(fields, .values),
            valuesFiles: fields.strings(.valuesFiles),
            imagePaths: imagePaths(fields, .imagePaths),
            release: (releaseName(fields, .releaseName), label(fields, .namespace)),
            carriesChart: fields.flag(.charts),
            platforms: platforms(fields, .platforms)
        )
    }

    /// Reads paths of images.
    func imagePaths<Name: YAMLFieldName>(_ fields: YAMLMapping<Name>, _ name: Name) -> [Located<JSONPathExpression>] {
        fields.strings(name).compactMap { text in
            do throws(JSONPathError) {
                return Located(try JSONPathExpression(text.value), at: text.location)
            } catch {
                reader.report(
                    code: .invalidPath,
                    "`\(text.value)` is not a path of kubectl: \(error)",
                    remedy: error.remedy,
                    at: text.location
                )
                return nil
            }
        }
    }

    /// Reads values: a mapping with anything inside.
    private func values<Name: YAMLFieldName>(_ fields: YAMLMapping<Name>, _ name: Name) -> Located<YAMLValue>? {
        guard let node = fields[name] else { return nil }
        let location = reader.source.location(node.position)
        guard case .mapping = node.content else {
            var remedy: String?
            if case .scalar(let scalar) = node.content, scalar.text.hasSuffix(".yaml") || scalar.text.hasSuffix(".yml")
            {
                remedy = "write `valuesFiles: [\(scalar.text)]`"
            }
            reader.report(
                code: .wrongType,
                "`\(name.rawValue)` must be a mapping, found \(node.kind)",
                remedy: remedy ?? "write the values below it, as in a file of values",
                at: location
            )
            return nil
        }
        if let unknown = node.firstUnknown {
            reader.report(
                code: .wrongType,
                "a value must be text, a number, true, false or null, found \(unknown.kind)",
                remedy: "remove the tag",
                at: reader.source.location(unknown.position)
            )
            return nil
        }
        return YAMLValue(node).map { Located($0, at: location) }
    }

    /// Reads the name of a release, which Helm limits to 53 characters.
    private func releaseName<Name: YAMLFieldName>(_ fields: YAMLMapping<Name>, _ name: Name) -> Located<String>? {
        guard let text = label(fields, name, dots: true) else { return nil }
        guard text.value.utf8.count <= 53 else {
            reader.report(
                code: .invalidName,
                "the `\(name.rawValue)` is longer than 53 characters, which Helm does not accept",
                remedy: "shorten it",
                at: text.location
            )
            return nil
        }
        return text
    }

    /// Reads a name of Kubernetes: letters of the lower case, digits and dashes.
    private func label<Name: YAMLFieldName>(
        _ fields: YAMLMapping<Name>,
        _ name: Name,
        dots: Bool = false
    ) -> Located<String>? {
        guard let text = fields.string(name) else { return nil }
        let allowed = dots ? "-." : "-"
        let isName = { (byte: UInt8) in (0x30...0x39).contains(byte) || (0x61...0x7a).contains(byte) }
        guard let first = text.value.utf8.first, let last = text.value.utf8.last, isName(first), isName(last),
            text.value.utf8.count <= 63, text.value.utf8.allSatisfy({ isName($0) || allowed.utf8.contains($0) })
        else {
            reader.report(
                code: .invalidName,
                "`\(text.value)` is not a `\(name.rawValue)` that Kubernetes accepts",
                remedy: "write letters of the lower case, digits and dashes, at most 63",
                at: text.location
            )
            return nil
        }
        return text
    }
}
