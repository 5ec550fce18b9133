// SPDX-License-Identifier: Apache-2.0

/// What was found, why, and what to do about it, each as a text of its own.
package struct Explanation: Sendable, Hashable {
    /// What was found.
    package let summary: String
    /// The reason, such as the answer of a server, on one or more lines.
    package let cause: String?
    /// What to do about it, on one or more lines.
    package let remedy: String?

    package init(_ summary: String, cause: String? = nil, remedy: String? = nil) {
        self.summary = summary
        self.cause = cause
        self.remedy = remedy
    }

    /// The explanation of an error; one that does not explain itself is a summary without a remedy.
    package init(_ error: any Error) {
        self = (error as? any ExplainedError)?.explanation ?? Explanation(error.inWords)
    }

    /// The parts in their order, each on lines of its own.
    package var text: String { Self.joined([summary, cause, remedy]) ?? "" }

    /// The same explanation with the name of its subject: `subject: summary`.
    package func about(_ subject: String) -> Explanation {
        Explanation("\(subject): \(summary)", cause: cause, remedy: remedy)
    }

    /// The same explanation with more text behind its cause and its remedy.
    package func adding(cause more: String? = nil, remedy advice: String? = nil) -> Explanation {
        Explanation(summary, cause: Self.joined([cause, more]), remedy: Self.joined([remedy, advice]))
    }

    private static func joined(_ parts: [String?]) -> String? {
        let texts = parts.compactMap(\.self)
        return texts.isEmpty ? nil : texts.joined(separator: "\n")
    }
}

/// An error that tells its remedy apart from what happened.
///
/// Every error that a user can meet by itself conforms. An error that is only ever the reason within the sentence of
/// another one (a text that is no digest, a file that ends too early) does not: who catches it knows what to do.
package protocol ExplainedError: Error, CustomStringConvertible {
    var explanation: Explanation { get }
}

extension ExplainedError {
    package var description: String { explanation.text }
}
