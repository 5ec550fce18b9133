// SPDX-License-Identifier: Apache-2.0

/// Limits a list that a registry returns page by page, such as tags or referrers.
struct ListBudget {
    /// The maximum size of all pages; enough for three million tags of 20 characters.
    static let byteLimit = 64 << 20
    /// The maximum number of entries; the largest known repositories have some hundred thousand tags.
    static let entryLimit = 1_000_000
    /// The maximum number of pages without new entries; registries that filter by permission send a few of them.
    static let emptyPageLimit = 100

    private var bytes = 0
    private var entries = 0
    private var emptyPages = 0

    /// Counts a page; `added` is its number of new entries.
    mutating func add(byteCount: Int, added: Int, _ request: String) throws(RegistryError) {
        bytes += byteCount
        guard bytes <= Self.byteLimit else {
            throw RegistryError.beyondBounds(
                request,
                "the list is longer than the \(Self.byteLimit) bytes that are read"
            )
        }
        entries += added
        guard entries <= Self.entryLimit else {
            throw RegistryError.beyondBounds(
                request,
                "the list has more than the \(Self.entryLimit) entries that are read"
            )
        }
        guard added == 0 else { return }
        emptyPages += 1
        guard emptyPages <= Self.emptyPageLimit else {
            throw RegistryError.beyondBounds(
                request,
                "the list has more than the \(Self.emptyPageLimit) empty pages that are read"
            )
        }
    }
}
