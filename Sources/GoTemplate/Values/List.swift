// SPDX-License-Identifier: Apache-2.0

/// A slice of Go, `[]T`, whose elements are never changed in place.
public struct List {
    private var storage: Storage
    /// The type of the elements: `any` for `[]interface {}`, `string` for `[]string`, `integer(.uint8)` for `[]byte`.
    public var element: GoType
    /// Whether this is Go's `nil` slice: it has no elements, and is `null` in JSON.
    public var isNil: Bool

    public init(_ elements: [Value], of element: GoType = .any, isNil: Bool = false) {
        storage = Storage(elements)
        self.element = element
        self.isNil = isNil
    }

    public var elements: [Value] {
        get { storage.elements }
        _modify {
            if !isKnownUniquelyReferenced(&storage) { storage = Storage(storage.elements) }
            yield &storage.elements
        }
    }

    public var type: GoType { .list(element) }

    /// The elements, in an object of their own so that lists of lists end without recursion.
    final class Storage {
        fileprivate(set) var elements: [Value]

        init(_ elements: [Value]) { self.elements = elements }

        deinit {
            var work = Dismantling()
            work.collect(elements)
            elements = []
            work.run()
        }

        /// Takes the elements out, when the list is about to end.
        func takeElements() -> [Value] {
            defer { elements = [] }
            return elements
        }
    }
}

extension List {
    /// Collects the storage, for what takes lists apart.
    func collect(into storages: inout [Storage]) { storages.append(storage) }
}
