// SPDX-License-Identifier: Apache-2.0

import GoTemplate

/// The templates of a chart and its sub-charts while they are rendered: what `include` and `tpl` work on.
final class HelmTemplates {
    /// How often a template may include itself.
    private static let recursionLimit = 1000
    /// How many texts may be executed within each other.
    private static let textLimit = 200

    /// The texts in the order in which they are parsed: of two templates with one name the later one counts.
    private let sources: [(name: String, text: Text)]
    /// The names of the files that define templates beside themselves.
    private let defining: Set<String>
    private let functions: [String: Function]
    private let templates: TemplateSet
    /// The templates without a file that defines some, by the name of that file, as `tpl` needs them there.
    private var partial: [String: TemplateSet] = [:]
    /// The number of texts that are being executed, each by the one before it.
    private var textDepth = 0

    /// Parses all templates.
    init(_ sources: [(name: String, text: Text)], limits: ExecutionLimits) throws(ChartError) {
        self.sources = sources
        defining = Set(sources.filter { $0.text.defines }.map(\.name))
        functions = HelmFunctions.table()
        templates = TemplateSet(functions: functions, missingKey: .zero, limits: limits)
        addFunctions(to: templates)
        for source in sources { try Self.parse(source.text, source.name, templates) }
    }

    /// Executes a file and returns its text.
    func execute(_ name: String, with dot: Value) throws(ChartError) -> Text {
        do throws(ExecutionError) {
            return Self.withoutMissing(try templates.execute(name, with: dot))
        } catch {
            throw HelmMessages.error(error)
        }
    }

    private static func parse(_ text: Text, _ name: String, _ templates: TemplateSet) throws(ChartError) {
        do throws(ParseError) {
            try templates.parse(text, named: name)
        } catch {
            throw HelmMessages.error(error)
        }
    }

    /// Gives a set of templates the functions that work on itself.
    private func addFunctions(to templates: TemplateSet) {
        var depths: [Text: Int] = [:]
        let include = Function([.string, .any], result: .string) { [unowned templates] arguments in
            guard case .string(let name) = arguments[0] else { return .string(Text()) }
            let depth = depths[name, default: 0]
            guard depth <= Self.recursionLimit else {
                throw FunctionError(
                    Text("rendering template has a nested reference name: ") + name + ": unable to execute template"
                )
            }
            depths[name] = depth + 1
            defer { depths[name] = depth }
            return .string(try Self.include(name, arguments[1], templates))
        }
        let tpl = Function([.string, Map.valuesType], result: .string) { [unowned self] arguments in
            guard case .string(let text) = arguments[0] else { return .string(Text()) }
            // Without anything to look into it fails as a map without entries does.
            guard case .map(let dot) = arguments[1] else { return .string(try execute(text: text, with: Map())) }
            return .string(try execute(text: text, with: dot))
        }
        templates.add(functions: ["include": include, "tpl": tpl])
    }

    private static func include(_ name: Text, _ dot: Value, _ templates: TemplateSet) throws -> Text {
        guard templates.contains(name.string) else {
            throw FunctionError(
                "template: no template " + name.quoted + " associated with template " + Text("gotpl").quoted
            )
        }
        do throws(ExecutionError) {
            return try templates.execute(name.string, with: dot)
        } catch {
            throw FunctionError(shortened(error.text))
        }
    }

    /// A message that is not much longer than anybody reads: each template adds to it when many call each other.
    private static func shortened(_ message: Text) -> Text {
        guard message.count > 65_536 else { return message }
        return Text(message.bytes.prefix(16_384)) + " … " + Text(message.bytes.suffix(16_384))
    }

    /// Executes a text as if it were the file that is being rendered.
    private func execute(text: Text, with dot: Map) throws -> Text {
        let (folder, name) = (try Self.property("BasePath", of: dot, text), try Self.property("Name", of: dot, text))
        if name.string.isPartial { return Text() }
        // A text without actions is what it gives.
        guard text.contains("{{") else { return Self.withoutMissing(text) }
        guard textDepth < Self.textLimit else { throw FunctionError("texts are executed within texts without end") }
        textDepth += 1
        defer { textDepth -= 1 }
        do {
            let set = try base(without: name.string).preceded(by: text, named: name.string)
            addFunctions(to: set)
            dot.entries["Template"] = HelmObjects.template(name: name, folder: folder)
            return Self.withoutMissing(try set.execute(name.string, with: .map(dot.asValues())))
        } catch let error as ParseError {
            throw Self.failure(text, HelmMessages.error(error).message)
        } catch let error as ExecutionError {
            throw Self.failure(text, HelmMessages.text(error).string)
        }
    }

    private static func failure(_ text: Text, _ message: String) -> FunctionError {
        FunctionError(
            shortened("error during tpl function execution for " + text.quoted + ": " + Text(message))
        )
    }

    private static func property(_ name: String, of dot: Map, _ text: Text) throws(FunctionError) -> Text {
        do throws(FunctionError) {
            guard case .string(let value) = try dot.value(at: "Template.\(name)") else {
                throw FunctionError("interface conversion: interface {} is not string")
            }
            return value
        } catch {
            let shown = name == "BasePath" ? "Basepath" : name
            throw FunctionError(
                Text("cannot retrieve Template.\(shown) from values inside tpl function: ") + text + ": "
                    + error.message
            )
        }
    }

    /// All templates but those of one file, which `tpl` does not know in it.
    private func base(without name: String) throws -> TemplateSet {
        guard defining.contains(name) else { return templates }
        if let set = partial[name] { return set }
        let set = templates.emptied()
        for source in sources where source.name != name { try set.parse(source.text, named: source.name) }
        partial[name] = set
        return set
    }

    /// The text without what Go prints for missing values.
    private static func withoutMissing(_ text: Text) -> Text {
        let mark = Array("<no value>".utf8)
        guard text.contains("<no value>") else { return text }
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var index = 0
        while index < text.count {
            if text.bytes[index] == mark[0], text.bytes[index...].starts(with: mark) {
                index += mark.count
            } else {
                result.append(text.bytes[index])
                index += 1
            }
        }
        return Text(result)
    }
}

extension Text {
    /// Whether the text of a template may define others.
    fileprivate var defines: Bool { contains("define") || contains("block") }

    /// Whether a part of the text, of ASCII characters, is in it.
    fileprivate func contains(_ part: String) -> Bool {
        let part = Array(part.utf8)
        guard let first = part.first, part.count <= count else { return false }
        var rest = bytes[...]
        while let found = rest.firstIndex(of: first) {
            rest = rest[found...]
            if rest.starts(with: part) { return true }
            rest = rest.dropFirst()
        }
        return false
    }
}
