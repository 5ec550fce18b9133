// SPDX-License-Identifier: Apache-2.0

package import Usage

extension CommandTree {
    /// The mistake in a command line, whose words are separated by blanks; `nil` where the parser takes the line.
    package func fault(in line: String, habits: [String: String] = [:]) -> UsageFault? {
        var check = CommandLineCheck(line.split(separator: " ").map(String.init), tree: self, habits: habits)
        do {
            try check.check()
            return nil
        } catch {
            return error
        }
    }
}
