// SPDX-License-Identifier: Apache-2.0

/// A map of Go with texts as keys, which is shared: functions such as `set` change it for all that hold it.
public final class Map {
    /// The entries, if this map does not share those of another.
    private var own: [Text: Value]
    /// The map whose entries these are too.
    private let origin: Map?
    /// The type: `map(.any)` for `map[string]interface {}`, or a named one such as `chartutil.Values`.
    public let type: GoType
    /// The type of the values.
    public let element: GoType
    /// Whether this is Go's `nil` map: it has no entries.
    public let isNil: Bool
    /// The methods of a named map, which win over its keys.
    public let methods: [String: Function]

    public init(_ entries: [Text: Value] = [:], of element: GoType = .any, isNil: Bool = false) {
        own = entries
        origin = nil
        type = .map(element)
        self.element = element
        self.isNil = isNil
        methods = [:]
    }

    /// Makes a map of a named type with methods, such as `chartutil.Values`.
    public init(named name: String, _ entries: [Text: Value], of element: GoType = .any, methods: [String: Function]) {
        own = entries
        origin = nil
        type = .named(name, .map)
        self.element = element
        isNil = false
        self.methods = methods
    }

    /// Makes a map of a named type that has its entries together with another map, as after a conversion in Go.
    public init(named name: String, sharing map: Map, methods: [String: Function]) {
        own = [:]
        origin = map.origin ?? map
        type = .named(name, .map)
        element = map.element
        isNil = map.isNil
        self.methods = methods
    }

    /// Makes a map without a name that has its entries together with a map of a named type, as after a conversion in Go.
    public init(sharing map: Map) {
        own = [:]
        origin = map.origin ?? map
        type = .map(map.element)
        element = map.element
        isNil = map.isNil
        methods = [:]
    }

    public var entries: [Text: Value] {
        get { origin?.own ?? own }
        _modify {
            if let origin { yield &origin.own } else { yield &own }
        }
    }

    deinit {
        guard !own.isEmpty else { return }
        var work = Dismantling()
        work.collect(own.values)
        own = [:]
        work.run()
    }

    /// Takes the entries out, when the map is about to end.
    func takeEntries() -> [Value] {
        guard origin == nil else { return [] }
        defer { own = [:] }
        return Array(own.values)
    }

    /// The keys in the order of their bytes, in which templates go through a map.
    public var sortedKeys: [Text] { entries.keys.sorted() }
}
