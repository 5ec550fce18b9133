// SPDX-License-Identifier: Apache-2.0

/// A place in a YAML text, counted from 1.
package struct YAMLPosition: Sendable, Hashable {
    package let line: Int
    package let column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }
}

/// One step of a YAML stream (YAML 1.1, 3.1).
package struct YAMLEvent {
    package enum Kind {
        case documentStart
        case streamEnd
        case alias(String)
        case scalar(YAMLScalar, anchor: String?)
        case sequenceStart(anchor: String?, tag: String?)
        case sequenceEnd
        case mappingStart(anchor: String?, tag: String?)
        case mappingEnd
        /// The beginning of the stream or the end of a document, which carry no data.
        case other
    }

    package let kind: Kind
    package let position: YAMLPosition
}

/// An error that the text is not YAML.
package struct YAMLSyntaxError: Error {
    /// The position of the parser.
    package enum Place {
        case position(YAMLPosition)
        case byte(Int)
    }

    /// What was being done: decoding bytes, reading tokens, or finding structure in them.
    package enum Stage: Sendable {
        case reader, scanner, parser
    }

    package let stage: Stage
    package let problem: String
    /// The element that was being read, and its beginning.
    package let context: (text: String, position: YAMLPosition)?
    package let place: Place
}
