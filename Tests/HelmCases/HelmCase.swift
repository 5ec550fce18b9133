// SPDX-License-Identifier: Apache-2.0

import Foundation
public import GoTemplate

/// One small chart and what Helm makes of it.
public struct HelmCase: Sendable, CustomStringConvertible {
    /// The category and what the case is about: `range/map-sorted`.
    public let name: String
    /// The text of `templates/t.yaml`.
    public let template: String
    /// Whether Go's `text/template` alone is meant.
    public let isPlain: Bool
    /// Further templates, by their paths in the chart.
    public let templates: [String: String]
    /// What `.Files` holds.
    public let files: [String: String]
    /// The values of the chart.
    public let values: JSON?
    public let expectation: HelmExpectation

    /// The cases of a category: all files `CATEGORY.json` and `CATEGORY-….json` beside this one.
    public static func all(of categories: String...) -> [HelmCase] {
        categories.flatMap { category in all.filter { $0.name.hasPrefix("\(category)/") } }
    }

    /// Every case.
    public static let all: [HelmCase] = {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases")
        do {
            let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            return try files.sorted { $0.path < $1.path }.flatMap { file in
                try JSONDecoder().decode([HelmCase].self, from: Data(contentsOf: file))
            }
        } catch {
            fatalError("the cases cannot be read: \(error)")
        }
    }()

    public var description: String { name }

    /// The values as templates see them; each call makes new ones, because templates may change them.
    public var goValues: Value { values?.goValue ?? .map(Map()) }
}

/// What Helm makes of a case.
public enum HelmExpectation: Sendable {
    case output(String)
    /// A message; of one that comes from Go's run-time only the place and the function are compared.
    case error(String, isOfRuntime: Bool)
    /// A regular expression for the whole output.
    case shape(String)
    /// A part of the message.
    case errorContaining(String)
}

extension HelmCase: Decodable {
    private enum CodingKeys: String, CodingKey {
        case name, template, plain, templates, files, values, output, error, shape
        case errorContains = "error_contains"
        case goRuntimeMessage = "go_runtime_message"
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        name = try fields.decode(String.self, forKey: .name)
        template = try fields.decode(String.self, forKey: .template)
        isPlain = try fields.decodeIfPresent(Bool.self, forKey: .plain) ?? false
        templates = try fields.decodeIfPresent([String: String].self, forKey: .templates) ?? [:]
        files = try fields.decodeIfPresent([String: String].self, forKey: .files) ?? [:]
        values = try fields.decodeIfPresent(JSON.self, forKey: .values)
        if let output = try fields.decodeIfPresent(String.self, forKey: .output) {
            expectation = .output(output)
        } else if let shape = try fields.decodeIfPresent(String.self, forKey: .shape) {
            expectation = .shape(shape)
        } else if let part = try fields.decodeIfPresent(String.self, forKey: .errorContains) {
            expectation = .errorContaining(part)
        } else {
            let isOfRuntime = try fields.decodeIfPresent(Bool.self, forKey: .goRuntimeMessage) ?? false
            expectation = try .error(fields.decode(String.self, forKey: .error), isOfRuntime: isOfRuntime)
        }
    }
}

extension HelmCase {
    /// A case as the files have it.
    init(json: String) throws { self = try JSONDecoder().decode(HelmCase.self, from: Data(json.utf8)) }
}
