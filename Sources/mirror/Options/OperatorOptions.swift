// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// The options for choosing operators.
struct OperatorOptions: ParsableArguments {
    @Flag(help: "Add the operators that the chosen ones need, instead of reporting them.")
    var includeDependencies = false
}
