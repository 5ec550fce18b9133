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
