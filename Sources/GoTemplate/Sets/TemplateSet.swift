// SPDX-License-Identifier: Apache-2.0

/// Templates that call each other by name, and the functions they call: Go's `template.Template` with those associated with it.
///
/// A set belongs to one task. Executing it changes nothing in it but its budget.
public final class TemplateSet {
    private(set) var templates: [String: Template] = [:]
    let missingKey: MissingKey
    let budget: Budget
    private var table: [Callable] = []
    private var indexes: [String: Int] = [:]

    public init(
        functions: [String: Function] = [:],
        missingKey: MissingKey = .default,
        limits: ExecutionLimits = ExecutionLimits()
    ) {
        self.missingKey = missingKey
        budget = Budget(limits)
        for builtin in Builtin.allCases { register(builtin.rawValue, .builtin(builtin)) }
        add(functions: functions)
    }

    private init(copying set: TemplateSet, templates: [String: Template]) {
        (self.templates, table, indexes) = (templates, set.table, set.indexes)
        (missingKey, budget) = (set.missingKey, set.budget)
    }

    /// Adds functions; one of the same name replaces an older one, for templates that were parsed before as well.
    public func add(functions: [String: Function]) {
        for (name, function) in functions { register(name, .function(function)) }
    }

    private func register(_ name: String, _ callable: Callable) {
        if let index = indexes[name] {
            table[index] = callable
        } else {
            indexes[name] = table.count
            table.append(callable)
        }
    }

    func callable(_ index: Int) -> Callable { table[index] }

    /// Parses a text and adds it under a name, and what it defines under theirs.
    ///
    /// As in Go, a later definition replaces an earlier one of another text, but one that is empty replaces nothing.
    public func parse(_ text: Text, named name: String) throws(ParseError) {
        let indexes = indexes
        var parser = Parser(text, file: name) { indexes[$0] }
        adopt(try parser.parse())
    }

    /// Adds templates; one that is empty replaces nothing.
    private func adopt(_ others: [String: Template]) {
        for (name, template) in others where templates[name] == nil || !template.isEmpty { templates[name] = template }
    }

    public func contains(_ name: String) -> Bool { templates[name] != nil }

    /// The names of all templates of the set.
    public var names: [String] { templates.keys.sorted() }

    /// Executes a template and returns its output.
    ///
    /// A function that a template calls may execute another one of the same set: both share one budget.
    public func execute(_ name: String, with dot: Value) throws(ExecutionError) -> Text {
        guard let template = templates[name] else {
            let cause =
                Text("no template ") + Text(name).quoted + Text(" associated with template ") + Text(name).quoted
            throw ExecutionError(template: name, place: nil, cause: cause, underlying: nil)
        }
        budget.begin()
        defer { budget.end() }
        let execution = Execution(template, of: self)
        if let complaint = budget.complaint { throw execution.failure(complaint) }
        return Text(try execution.run(with: Held(dot, .exact)))
    }

    /// Returns a set with the same templates and functions, which can be changed without changing this one.
    ///
    /// The copy shares the budget of this set.
    public func copy() -> TemplateSet { TemplateSet(copying: self, templates: templates) }

    /// Returns a set without templates, with the functions, the option and the budget of this one.
    public func emptied() -> TemplateSet { TemplateSet(copying: self, templates: [:]) }

    /// Returns a set in which a text was parsed first and all templates of this set after it, but the one of the text's name.
    ///
    /// So an existing definition wins over one in the text, unless it is empty. The set shares the budget of this one.
    public func preceded(by text: Text, named name: String) throws(ParseError) -> TemplateSet {
        let first = emptied()
        try first.parse(text, named: name)
        // Few are added to many, so that the many are not looked at one by one.
        let set = copy()
        set.templates[name] = nil
        for (name, template) in first.templates where set.templates[name]?.isEmpty ?? true {
            set.templates[name] = template
        }
        return set
    }
}
