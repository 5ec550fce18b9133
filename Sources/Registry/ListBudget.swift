// SPDX-License-Identifier: Apache-2.0

/// Bounds a list that a registry hands out page by page: of tags, of referrers.
struct ListBudget {
    /// The most bytes of all pages; three million tags of 20 characters.
    static let byteLimit = 64 << 20
    /// The most pages that bring nothing new; registries that filter what one may see send a few of them.
    static let emptyPageLimit = 100

    private var bytes = 0
    private var emptyPages = 0

    /// Counts a page; `added` is how many new entries it brought.
    mutating func add(byteCount: Int, added: Int, _ request: String) throws(RegistryError) {
        bytes += byteCount
        guard bytes <= Self.byteLimit else {
            throw RegistryError.invalid(request, "the list is longer than the \(Self.byteLimit) bytes that are read")
        }
        guard added == 0 else { return }
        emptyPages += 1
        guard emptyPages <= Self.emptyPageLimit else {
            throw RegistryError.invalid(
                request,
                "the list has more than the \(Self.emptyPageLimit) empty pages that are read"
            )
        }
    }
}
