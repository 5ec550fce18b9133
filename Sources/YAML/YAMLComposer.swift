// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// Builds nodes from events.
///
/// An alias stands for the node it names, and a merge key (`<<`, YAML 1.1) for the fields it adds, as in Kubernetes'
/// tools. Both count in full against the limit of values, so that a small file cannot expand without end.
package struct YAMLComposer: ~Copyable {
    private struct Anchor {
        /// The node, or nothing while it is being read.
        var node: YAMLNode?
        var weight: Int
    }

    /// An error after which reading cannot continue.
    private struct Fatal: Error {
        let finding: Finding
        /// Whether the text is not YAML.
        var isSyntax = false
    }

    /// The text that messages point into.
    private let source: SourceText
    /// The text that is read.
    private let text: SourceText
    private let limits: YAMLLimits
    private let findings: FindingCollector
    /// Whether only the first document counts, given that document.
    private let readsOnlyFirst: (YAMLNode) -> Bool
    /// Whether this is read as Kubernetes' tools read what others wrote: of two equal keys the last counts, and a tag means
    /// nothing.
    private var isLenient = false
    private var events: YAMLEventReader
    private var anchors: [String: Anchor] = [:]
    private var values = 0

    /// Reads the only document of a text; `nil` if a reported error leaves nothing to check.
    ///
    /// Duplicate keys are reported, and the first is kept, so that the rest can still be checked. A `text` that is
    /// read instead of the source must have the same lines and columns. Without `reportsSyntax`, a text that is not YAML
    /// is not reported: it follows from what was reported before. If `readsOnlyFirst` says so of the first document, a
    /// second one is a warning.
    package static func document(
        in source: SourceText,
        reading text: SourceText? = nil,
        limits: YAMLLimits = YAMLLimits(),
        reportsSyntax: Bool = true,
        readsOnlyFirst: @escaping (YAMLNode) -> Bool = { _ in false },
        reportingTo findings: FindingCollector
    ) -> YAMLNode? {
        guard source.bytes.count <= limits.bytes else {
            findings.report(.tooLarge(path: source.path, bytes: source.bytes.count, limit: limits.bytes))
            return nil
        }
        if let line = source.excessiveDirective(limit: limits.directives) {
            findings.report(
                source.finding(
                    .error,
                    .tooManyDirectives,
                    "the file has more than \(limits.directives) lines that begin with %TAG",
                    remedy: "check that this is the file you meant",
                    at: YAMLPosition(line: line, column: 1)
                )
            )
            return nil
        }
        var composer = YAMLComposer(source, reading: text ?? source, limits, readsOnlyFirst, findings: findings)
        do throws(Fatal) {
            return try composer.document()
        } catch {
            if reportsSyntax || !error.isSyntax { findings.report(error.finding) }
            return nil
        }
    }

    /// Reads the only document of a text as Kubernetes' tools read it: of two equal keys the last one counts, and an unknown
    /// tag means nothing; `nil` if a reported error leaves nothing to check.
    package static func lenientDocument(
        in source: SourceText,
        limits: YAMLLimits = YAMLLimits(),
        reportingTo findings: FindingCollector
    ) -> YAMLNode? {
        guard source.bytes.count <= limits.bytes else {
            findings.report(.tooLarge(path: source.path, bytes: source.bytes.count, limit: limits.bytes))
            return nil
        }
        var composer = YAMLComposer(source, reading: source, limits, { _ in false }, findings: findings)
        composer.isLenient = true
        do throws(Fatal) {
            return try composer.document()
        } catch {
            findings.report(error.finding)
            return nil
        }
    }

    private init(
        _ source: SourceText,
        reading text: SourceText,
        _ limits: YAMLLimits,
        _ readsOnlyFirst: @escaping (YAMLNode) -> Bool,
        findings: FindingCollector
    ) {
        self.source = source
        self.text = text
        self.limits = limits
        self.readsOnlyFirst = readsOnlyFirst
        self.findings = findings
        events = YAMLEventReader(text.bytes)
    }

    /// Reads the first document with content; a second one is an error.
    private mutating func document() throws(Fatal) -> YAMLNode {
        var root: YAMLNode?
        while true {
            let event = try next()
            switch event.kind {
            case .streamEnd:
                if let root { return root }
                throw fatal(.emptyFile, "the file is empty", at: YAMLPosition(line: 1, column: 1))
            case .documentStart:
                let first = try next()
                guard let read = root, !read.saysNothing else {
                    root = try node(first, depth: 1)
                    continue
                }
                if first.saysNothing { continue }
                // The content of that document is not checked: it may be anything.
                reportSecondDocument(at: event.position, isIgnored: readsOnlyFirst(read))
                return read
            default: continue
            }
        }
    }

    private func reportSecondDocument(at position: YAMLPosition, isIgnored: Bool) {
        findings.report(
            source.finding(
                isIgnored ? .warning : .error,
                .severalDocuments,
                isIgnored
                    ? "a second YAML document begins here, and is left out" : "a second YAML document begins here",
                remedy: isIgnored
                    ? "write it to a file of its own"
                    : "write it to a file of its own: mirror reads one document, and oc-mirror takes the first",
                at: position
            )
        )
    }

    private mutating func next() throws(Fatal) -> YAMLEvent {
        do throws(YAMLSyntaxError) {
            return try events.next()
        } catch {
            throw Fatal(finding: error.finding(in: text, shown: source), isSyntax: true)
        }
    }

    private mutating func node(_ event: YAMLEvent, depth: Int) throws(Fatal) -> YAMLNode {
        guard depth <= limits.depth else {
            throw fatal(
                .tooDeep,
                "values are nested more than \(limits.depth) levels deep",
                at: event.position
            )
        }
        switch event.kind {
        case .alias(let name): return try alias(name, at: event.position)
        case .scalar(let scalar, let anchor):
            try count(1, at: event.position)
            let node = YAMLNode(.scalar(scalar), at: event.position)
            if let anchor { anchors[anchor] = Anchor(node: node, weight: 1) }
            return node
        case .sequenceStart(let anchor, let tag):
            check(tag, against: "seq", at: event.position)
            return try collection(anchor, at: event.position) { composer throws(Fatal) in
                .sequence(try composer.sequence(depth: depth))
            }
        case .mappingStart(let anchor, let tag):
            check(tag, against: "map", at: event.position)
            return try collection(anchor, at: event.position) { composer throws(Fatal) in
                .mapping(try composer.mapping(depth: depth))
            }
        default:
            let finding = finding(.syntax, "a value is missing", remedy: nil, at: event.position)
            throw Fatal(finding: finding, isSyntax: true)
        }
    }

    private mutating func collection(
        _ anchor: String?,
        at position: YAMLPosition,
        _ content: (inout YAMLComposer) throws(Fatal) -> YAMLNode.Content
    ) throws(Fatal) -> YAMLNode {
        let before = values
        try count(1, at: position)
        if let anchor { anchors[anchor] = Anchor(node: nil, weight: 0) }
        let node = YAMLNode(try content(&self), at: position)
        if let anchor { anchors[anchor] = Anchor(node: node, weight: values - before) }
        return node
    }

    private mutating func sequence(depth: Int) throws(Fatal) -> [YAMLNode] {
        var elements: [YAMLNode] = []
        while true {
            let event = try next()
            if case .sequenceEnd = event.kind { return elements }
            elements.append(try node(event, depth: depth + 1))
        }
    }

    private mutating func mapping(depth: Int) throws(Fatal) -> [YAMLField] {
        var builder = YAMLMappingBuilder()
        while true {
            let event = try next()
            if case .mappingEnd = event.kind { break }
            let key = try node(event, depth: depth + 1)
            let value = try node(try next(), depth: depth + 1)
            guard case .scalar(let scalar) = key.content else {
                report(.complexKey, "a key must be a string, found \(key.kind)", at: event.position)
                continue
            }
            let field = YAMLField(key: scalar.text, keyPosition: event.position, value: value)
            if isLenient {
                builder.put(field, isMerge: scalar.isMergeKey)
                continue
            }
            if let first = builder.add(field, isMerge: scalar.isMergeKey) {
                report(
                    .duplicateKey,
                    "the key `\(scalar.text)` is here for the second time",
                    remedy: "it is also on line \(first.line), column \(first.column); keep one of the two",
                    at: event.position
                )
            }
        }
        if let merge = builder.merge, !builder.merge(merge.value) {
            report(
                .mergeKey,
                "`<<` merges a mapping or a list of mappings, found \(merge.value.kind)",
                remedy: "write `<<: *name` where `&name` marks a mapping",
                at: merge.keyPosition
            )
        }
        return builder.fields
    }

    private mutating func alias(_ name: String, at position: YAMLPosition) throws(Fatal) -> YAMLNode {
        guard let anchor = anchors[name] else {
            throw fatal(
                .unknownAlias,
                "the alias `*\(name)` has no anchor `&\(name)` before it",
                remedy: "quote the text if it is not meant as an alias",
                at: position
            )
        }
        guard let node = anchor.node else {
            throw fatal(.recursiveAlias, "the alias `*\(name)` is inside the value that it repeats", at: position)
        }
        try count(anchor.weight, at: position)
        return node
    }

    private mutating func count(_ more: Int, at position: YAMLPosition) throws(Fatal) {
        values += more
        guard values <= limits.values else {
            throw fatal(
                .tooManyValues,
                "the file has more than \(limits.values) values, with those that aliases repeat",
                at: position
            )
        }
    }

    private func check(_ tag: String?, against kind: String, at position: YAMLPosition) {
        guard !isLenient, let tag, tag != "!", tag != "tag:yaml.org,2002:\(kind)" else { return }
        report(.unknownTag, "the tag `\(tag)` has no meaning here", remedy: "remove it", at: position)
    }

    private func finding(_ code: FindingCode, _ summary: String, remedy: String?, at position: YAMLPosition)
        -> Finding
    {
        source.finding(.error, code, summary, remedy: remedy, at: position)
    }

    private func fatal(_ code: FindingCode, _ summary: String, remedy: String? = nil, at position: YAMLPosition)
        -> Fatal
    {
        Fatal(finding: finding(code, summary, remedy: remedy, at: position))
    }

    private func report(_ code: FindingCode, _ summary: String, remedy: String? = nil, at position: YAMLPosition) {
        findings.report(finding(code, summary, remedy: remedy, at: position))
    }
}
