// SPDX-License-Identifier: Apache-2.0

import GoTemplate
import HelmCases
import Sprig

/// Templates with the functions of Sprig, and as much of Helm as the given cases need that are about these.
enum Rendering {
    static let name = "web/templates/t.yaml"

    /// Renders a template as Helm does: missing keys are nothing, and so is every `<no value>`.
    static func render(
        _ template: String,
        values: Value = .map(Map()),
        environment: SprigEnvironment = SprigEnvironment()
    ) -> Result<Text, HelmFailure> {
        guard case .map(let map) = values else { return .failure(HelmFailure("the values are no map")) }
        let set = TemplateSet(
            functions: SprigFunctions(environment).table.merging(helmFunctions) { $1 },
            missingKey: .zero
        )
        do {
            try set.parse(Text(template), named: name)
        } catch {
            return .failure(HelmFailure("parse error at (\(name):\(error.line)): \(error.cause.string.afterLastColon)"))
        }
        do {
            let dot = Map(["Values": .map(Map(named: "chartutil.Values", sharing: map, methods: methods(of: map)))])
            let text = try set.execute(name, with: .map(dot)).string
            return .success(Text(text.replacing("<no value>", with: "")))
        } catch {
            return .failure(HelmFailure(message(error)))
        }
    }

    /// The text of a template that renders; the message of one that fails.
    static func text(_ template: String, values: Value = .map(Map())) -> String {
        switch render(template, values: values) {
        case .success(let text): text.string
        case .failure(let failure): failure.description
        }
    }

    private static func methods(of map: Map) -> [String: Function] {
        ["AsMap": Function([], result: .map(.any)) { _ in .map(map) }]
    }

    /// Helm's own functions: `fail` ends with a message of its own, and JSON keeps what is wrong with it as a value.
    private static var helmFunctions: [String: Function] {
        [
            "fail": Function([.string], result: .string) { arguments in
                guard case .string(let text) = arguments[0] else { return .null }
                throw Refusal(text: text)
            }
        ]
    }

    private struct Refusal: Error {
        var text: Text
    }

    private static func message(_ error: ExecutionError) -> String {
        if let refusal = error.underlying as? Refusal, let place = error.place {
            return "execution error at (\(place.file):\(place.line):\(place.column)): \(refusal.text.string)"
        }
        return error.description
    }
}

extension String {
    /// What follows the last colon with a blank.
    fileprivate var afterLastColon: String { components(of: ": ").last ?? self }

    private func components(of separator: String) -> [String] { split(separator: separator).map(String.init) }
}
