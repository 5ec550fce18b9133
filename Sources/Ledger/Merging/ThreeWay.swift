// SPDX-License-Identifier: Apache-2.0

/// A value before two histories parted, and what each of them made of it.
///
/// Merging does not depend on which history is called ours, and what only one of them changed is taken as it is.
struct ThreeWay<Value> {
    let base: Value
    let ours: Value
    let theirs: Value

    /// The same part of all three.
    func map<Part>(_ part: (Value) throws -> Part) rethrows -> ThreeWay<Part> {
        ThreeWay<Part>(base: try part(base), ours: try part(ours), theirs: try part(theirs))
    }
}

extension ThreeWay where Value: Equatable {
    /// The value that only one history changed, or that both changed alike; `nil` if they changed it differently.
    var settled: Value? {
        if ours == theirs || theirs == base { return ours }
        return ours == base ? theirs : nil
    }
}

extension ThreeWay {
    /// What both have left and what either has added.
    func united<Element>() -> Set<Element> where Value == Set<Element> {
        base.intersection(ours).intersection(theirs).union(ours.subtracting(base)).union(theirs.subtracting(base))
    }

    /// The same of lists in which order says nothing; sorted.
    func united<Element: Hashable & Comparable>() -> [Element] where Value == [Element] {
        map { Set($0) }.united().sorted()
    }

    /// The values of two dictionaries; `choose` decides about what both changed differently, removed or not.
    func merged<Key, Element: Equatable>(
        choosing choose: (Key, ThreeWay<Element?>) throws -> Element?
    ) rethrows -> [Key: Element] where Value == [Key: Element] {
        var merged: [Key: Element] = [:]
        for key in Set(ours.keys).union(theirs.keys) {
            let value = map { $0[key] }
            let settled = value.settled
            merged[key] = if let settled { settled } else { try choose(key, value) }
        }
        return merged
    }
}
