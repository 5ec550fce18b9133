// SPDX-License-Identifier: Apache-2.0

package import GoTemplate

/// The functions of Sprig, as far as charts may call them, for one rendering.
///
/// Each has the types of its parameters and its result as Go's compiler knows them, so that a template that is wrong fails
/// as it does in Go. Functions that ask the environment (`env`, `expandenv`) do not exist; a look-up of a host finds nothing.
package final class SprigFunctions {
    package let environment: SprigEnvironment
    let random: RandomBytes
    let expressions = ExpressionCache()

    package init(_ environment: SprigEnvironment = SprigEnvironment()) {
        self.environment = environment
        random = RandomBytes(seed: environment.seed)
    }

    /// The functions by their names in templates.
    package var table: [String: Function] {
        let tables = [
            textFunctions, caseFunctions, encodingFunctions, conversionFunctions, numberFunctions, decimalFunctions,
            sequenceFunctions, listFunctions, listSearchFunctions, mapFunctions, mergeFunctions, defaultFunctions,
            typeFunctions, jsonFunctions, pathFunctions, addressFunctions, dateFunctions, expressionFunctions,
            versionFunctions, randomFunctions, secretFunctions, certificateFunctions,
        ]
        return tables.reduce(into: [:]) { all, table in all.merge(table) { _, new in new } }
    }
}
