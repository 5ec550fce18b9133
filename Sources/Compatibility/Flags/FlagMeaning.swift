// SPDX-License-Identifier: Apache-2.0

import Diagnostics

/// What a flag of oc-mirror is here.
///
/// The texts continue a sentence and name what works in `mirror` itself, because the same table answers people who type
/// the flag there.
package enum FlagMeaning: Sendable, Hashable {
    /// The same is done; the text says how `mirror` spells it.
    case same(String)
    /// The same is done, and `mirror` itself has no option for it; the text says why.
    case unneeded(String)
    /// The flag is accepted, and the text says why it has no effect.
    case noEffect(String)
    /// The flag is refused, because ignoring it would do something else than was asked for; the text says what to do instead.
    case refused(String)

    /// An option of `mirror` that does the same.
    static func option(_ name: OptionName, _ rest: String = "") -> FlagMeaning { .same("`\(name)\(rest)`") }

    /// What to write for the flag at a command of `mirror`, for a table.
    package var text: String {
        switch self {
        case .same(let text): text
        case .unneeded(let reason), .noEffect(let reason): "not needed: \(reason)"
        case .refused(let advice): "not offered: \(advice)"
        }
    }

    /// The answer to who types the flag at a command of `mirror`.
    package var advice: String {
        switch self {
        case .same(let text): "use \(text)"
        case .unneeded(let reason), .noEffect(let reason): "it is not needed here: \(reason)"
        case .refused(let advice): "it is not offered: \(advice)"
        }
    }
}
