// SPDX-License-Identifier: Apache-2.0

import GoTemplate

/// JSON of values, and values of JSON.
extension SprigFunctions {
    var jsonFunctions: [String: Function] {
        [
            "fromJson": Function([.string]) { JSONReader.read($0[0].text).value },
            "mustFromJson": Function([.string]) { arguments in
                let result = JSONReader.read(arguments[0].text)
                if let error = result.error { throw error }
                return result.value
            },
            "toJson": lenient(JSONStyle()),
            "mustToJson": strict(JSONStyle()),
            "toPrettyJson": lenient(JSONStyle(isIndented: true)),
            "mustToPrettyJson": strict(JSONStyle(isIndented: true)),
            "toRawJson": strict(JSONStyle(escapesHTML: false)),
            "mustToRawJson": strict(JSONStyle(escapesHTML: false)),
        ]
    }

    /// A function that gives nothing for what cannot be written.
    private func lenient(_ style: JSONStyle) -> Function {
        Function([.any], result: .string) { .string((try? JSONWriter.write($0[0], style: style)) ?? Text()) }
    }

    private func strict(_ style: JSONStyle) -> Function {
        Function([.any], result: .string) { .string(try JSONWriter.write($0[0], style: style)) }
    }
}
