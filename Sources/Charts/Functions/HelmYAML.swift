// SPDX-License-Identifier: Apache-2.0

import GoTemplate

/// Helm's functions for YAML.
enum HelmYAML {
    static var functions: [String: Function] {
        [
            "toYaml": Function([.any], result: .string) { .string(text($0[0])) },
            "fromYaml": Function([.string], result: .map(.any)) { .map(map($0)) },
            "fromYamlArray": Function([.string], result: .list(.any)) { .list(list($0)) },
        ]
    }

    /// A value as YAML, without the line feed at the end; nothing if it cannot be written.
    static func text(_ value: Value) -> Text {
        guard (try? value.requireBounded()) != nil, let datum = try? YAMLDatum(value) else { return Text() }
        return Text(GoYAMLWriter.bytes(datum).dropLast())
    }

    private static func map(_ arguments: [Value]) -> Map {
        do throws(YAMLProblem) {
            return Map(try ChartValues.entries(text(arguments)).mapValues(\.value))
        } catch {
            return Map(["Error": .string(Text(error.message))])
        }
    }

    private static func list(_ arguments: [Value]) -> List {
        do throws(YAMLProblem) {
            switch try GoYAMLReader.read(text(arguments)) {
            case .list(let elements): return List(elements.map(\.chartValue.value))
            case .null: return List([])
            case let datum: return List([.string(Text(datum.mismatch(with: "[]interface {}")))])
            }
        } catch {
            return List([.string(Text(error.converting))])
        }
    }

    private static func text(_ arguments: [Value]) -> [UInt8] {
        guard case .string(let text) = arguments.first else { return [] }
        return text.bytes
    }
}
