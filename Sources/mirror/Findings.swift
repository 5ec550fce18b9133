// SPDX-License-Identifier: Apache-2.0

import Diagnostics

/// What is wrong with the sections of a configuration, gathered so that one run tells all of it.
struct Findings {
    private(set) var diagnostics: [Diagnostic] = []
    /// How many more there are.
    private(set) var omitted = 0

    /// Returns what a section came to, or `nil` where something is wrong with it.
    ///
    /// Throws what is no finding about the configuration.
    mutating func collect<Value>(_ body: () async throws -> Value) async throws -> Value? {
        do {
            return try await body()
        } catch let error as DiagnosticsError {
            diagnostics += error.diagnostics
            omitted += error.omitted
            return nil
        }
    }
}
