// SPDX-License-Identifier: Apache-2.0

/// A function of the table.
enum Callable {
    case builtin(Builtin)
    case function(Function)
}
