// SPDX-License-Identifier: Apache-2.0

import GoTemplate
import Sprig

/// Helm's functions that do not depend on the templates: those of Sprig, without the environment, and its own.
enum HelmFunctions {
    /// The marks around a chart's own message, by which it is found in the text of an error.
    static let messageStart = Text("HELM_ERR_START")
    static let messageEnd = Text("HELM_ERR_END")

    /// Makes the functions of one rendering; random numbers and times are the same in each.
    static func table() -> [String: Function] {
        var table = SprigFunctions(SprigEnvironment()).table
        table["env"] = nil
        table["expandenv"] = nil
        for functions in [HelmYAML.functions, HelmTOML.functions, HelmJSON.functions, own] {
            table.merge(functions) { $1 }
        }
        return table
    }

    private static var own: [String: Function] {
        [
            "required": Function([.string, .any]) { arguments in
                switch arguments[1] {
                case .null: throw FunctionError(formatted(mark(arguments[0]), []))
                case .string(let text) where text.isEmpty: throw FunctionError(formatted(mark(arguments[0]), []))
                default: return arguments[1]
                }
            },
            "fail": Function([.string], result: .string) { throw FunctionError(mark($0[0])) },
            // There is no cluster.
            "lookup": Function([.string, .string, .string, .string], result: .map(.any)) { _ in .map(Map()) },
            "getHostByName": Function([.string], result: .string) { _ in .string(Text()) },
        ]
    }

    private static func mark(_ message: Value) -> Text {
        guard case .string(let text) = message else { return Text() }
        return messageStart + text + messageEnd
    }
}
