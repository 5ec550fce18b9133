// SPDX-License-Identifier: Apache-2.0

/// A part of a template, as the parser has read it.
final class Node {
    /// Where Go's messages say it is: the first byte of it, or for `.a.b` that of the second name.
    let position: Int
    let form: Form

    init(_ position: Int, _ form: Form) {
        self.position = position
        self.form = form
    }

    enum Form {
        // What stands in the body of a template.
        case text([UInt8])
        /// A pipeline, and whether its value is printed: not if it sets variables.
        case action(Node, prints: Bool)
        case conditional(Branch)
        case with(Branch)
        case range(Branch)
        case call(TemplateCall)
        case breakLoop
        case continueLoop

        // What stands in an action.
        case pipeline(Pipeline)
        case command([Node])
        case dot
        case null
        case bool(Bool)
        case number(NumberConstant)
        case string(Text, source: [UInt8])
        case field([Name])
        case variable(Variable, [Name])
        case chain(Node, [Name])
        case function(FunctionName)
    }
}

/// The name of a field, a key or a method.
struct Name {
    let text: Text
    let string: String

    init(_ bytes: some Sequence<UInt8>) {
        text = Text(bytes)
        string = text.string
    }
}

/// A variable: its name, with `$`, and its number in the file.
struct Variable {
    let name: Text
    let number: Int

    /// The number of `$` itself.
    static let dollar = 0
}

/// A function: its name, and its place in the table of functions.
struct FunctionName {
    let name: String
    let index: Int
}

/// Commands whose results are handed on, and the variables that get the last one.
final class Pipeline {
    let variables: [Node]
    /// Whether the variables exist already: `=` and not `:=`.
    let isAssignment: Bool
    let commands: [Node]

    init(variables: [Node], isAssignment: Bool, commands: [Node]) {
        self.variables = variables
        self.isAssignment = isAssignment
        self.commands = commands
    }
}

/// `if`, `with` or `range`.
final class Branch {
    let pipeline: Node
    let body: [Node]
    /// What follows `else`; `nil` if there is none.
    let alternative: [Node]?

    init(pipeline: Node, body: [Node], alternative: [Node]?) {
        self.pipeline = pipeline
        self.body = body
        self.alternative = alternative
    }
}

/// `{{template "name" pipeline}}`, also in the place of a `block`.
final class TemplateCall {
    let name: Name
    let pipeline: Node?

    init(name: Text, pipeline: Node?) {
        self.name = Name(name.bytes)
        self.pipeline = pipeline
    }
}

/// A template: what a file or a `define` in it says.
final class Template {
    let name: String
    /// The file, by the name under which it was parsed, and its text.
    let file: String
    let text: [UInt8]
    let body: [Node]

    init(name: String, file: String, text: [UInt8], body: [Node]) {
        self.name = name
        self.file = file
        self.text = text
        self.body = body
    }

    /// Whether there is nothing but white space and comments, so that it replaces no other template.
    var isEmpty: Bool {
        body.allSatisfy { node in
            guard case .text(let bytes) = node.form else { return false }
            return bytes.isAllSpace
        }
    }
}

extension [UInt8] {
    fileprivate var isAllSpace: Bool {
        var index = 0
        while index < count {
            let (rune, width) = rune(at: index)
            guard rune.isSpace else { return false }
            index += width
        }
        return true
    }
}
