// SPDX-License-Identifier: Apache-2.0

import YAML

/// An error of Go's YAML library, in its words.
struct YAMLProblem: Error, Equatable {
    let message: String
    /// The line at which the text is wrong, counted from 1, if it is known.
    var line: Int?

    /// The message as `sigs.k8s.io/yaml` has it.
    var converting: String { "error converting YAML to JSON: \(message)" }
}

extension YAMLProblem {
    /// The words of Go's library for an error of libyaml, of which it is a port.
    init(_ error: YAMLSyntaxError) {
        var line: Int?
        switch error.place {
        case .position(let position):
            if position.line > 1 {
                line = error.stage == .scanner ? position.line : position.line - 1
            } else if let context = error.context, context.position.line > 1 {
                line = context.position.line - 1
            }
            self.line = position.line
        case .byte: self.line = nil
        }
        message = "yaml: " + (line.map { "line \($0): " } ?? "") + error.problem
    }
}
