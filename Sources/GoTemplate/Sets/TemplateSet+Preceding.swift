// SPDX-License-Identifier: Apache-2.0

extension TemplateSet {
    /// Returns a set without templates, with the functions, the option and the budget of this one.
    public func emptied() -> TemplateSet {
        let set = copy()
        set.templates = [:]
        return set
    }

    /// Returns a set in which a text was parsed first and all templates of this set after it, but the one of the text's name.
    ///
    /// So an existing definition wins over one in the text, unless it is empty. The set shares the budget of this one.
    public func preceded(by text: Text, named name: String) throws(ParseError) -> TemplateSet {
        let set = emptied()
        try set.parse(text, named: name)
        let parsed = set.templates
        set.templates = templates
        set.templates[name] = nil
        for (name, template) in parsed where set.templates[name]?.isEmpty ?? true { set.templates[name] = template }
        return set
    }
}
