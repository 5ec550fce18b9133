// SPDX-License-Identifier: Apache-2.0

import GoTemplate

/// What stands for values that are empty: zero, false, nothing.
extension SprigFunctions {
    var defaultFunctions: [String: Function] {
        [
            "default": Function([.any], rest: .any) { arguments in
                arguments.count > 1 && !arguments[1].isEmpty ? arguments[1] : arguments[0]
            },
            "empty": Function([.any], result: .bool) { .bool($0[0].isEmpty) },
            "coalesce": Function([], rest: .any) { $0.first { !$0.isEmpty } ?? .null },
            "all": Function([], rest: .any, result: .bool) { .bool(!$0.contains(where: \.isEmpty)) },
            "any": Function([], rest: .any, result: .bool) { .bool($0.contains { !$0.isEmpty }) },
            "ternary": Function([.any, .any, .bool]) { $0[2].flag ? $0[0] : $0[1] },
            "fail": Function([.string], result: .string) { throw FunctionError($0[0].text) },
        ]
    }
}
