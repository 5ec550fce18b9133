// SPDX-License-Identifier: Apache-2.0

/// Ends values that are nested without bound, level by level instead of by recursion, which the stack would not survive.
struct Dismantling {
    private var lists: [List.Storage] = []
    private var maps: [Map] = []

    /// Notes the lists and maps among values whose holder is about to let them go.
    mutating func collect(_ values: some Collection<Value>) {
        for value in values {
            switch value {
            case .list(let list): list.collect(into: &lists)
            case .map(let map): maps.append(map)
            default: break
            }
        }
    }

    /// Takes apart what nobody else holds.
    mutating func run() {
        while true {
            if var list = lists.popLast() {
                if isKnownUniquelyReferenced(&list) { collect(list.takeElements()) }
            } else if var map = maps.popLast() {
                if isKnownUniquelyReferenced(&map) { collect(map.takeEntries()) }
            } else {
                return
            }
        }
    }
}
