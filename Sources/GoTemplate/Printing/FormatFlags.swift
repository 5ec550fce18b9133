// SPDX-License-Identifier: Apache-2.0

/// What stands between `%` and the verb.
struct FormatFlags {
    var width: Int?
    var precision: Int?
    var minus = false
    var plus = false
    var sharp = false
    var space = false
    var zero = false
    /// `%+v`: structs with the names of their fields.
    var plusV = false
    /// `%#v`: values as Go's source has them.
    var sharpV = false

    /// Takes `#` and `+` for what they mean together with `v`.
    mutating func prepareForValue() {
        (sharpV, sharp) = (sharp, false)
        (plusV, plus) = (plus, false)
    }

    /// Whether zeros fill up from the left; there are none on the right.
    var padsWithZeros: Bool { zero && !minus }
}
