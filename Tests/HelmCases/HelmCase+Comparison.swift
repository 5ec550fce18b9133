// SPDX-License-Identifier: Apache-2.0

import Foundation
public import GoTemplate

/// The message of a rendering that failed.
public struct HelmFailure: Error, CustomStringConvertible {
    public let description: String

    public init(_ description: String) { self.description = description }
}

extension HelmCase {
    /// How a result differs from Helm's in what matters; `nil` if it agrees.
    ///
    /// Outputs agree in every byte; errors agree in their outermost and innermost place and in their cause.
    public func disagreement(with result: Result<Text, HelmFailure>) -> String? {
        switch (expectation, result) {
        case (.output(let wanted), .success(let text)):
            text == Text(wanted) ? nil : "got \(text.string.debugDescription) instead of \(wanted.debugDescription)"
        case (.shape(let shape), .success(let text)):
            Self.matches(text.string, shape) ? nil : "got \(text.string.debugDescription), no match of \(shape)"
        case (.errorContaining(let part), .failure(let failure)):
            failure.description.contains(part) ? nil : "failed with \(failure) instead of … \(part) …"
        case (.error(let wanted, let isOfRuntime), .failure(let failure)):
            HelmMessage(wanted).agrees(with: HelmMessage(failure.description), isOfRuntime: isOfRuntime)
                ? nil : "failed with \(failure) instead of \(wanted)"
        case (.output, .failure(let failure)), (.shape, .failure(let failure)):
            "failed with \(failure)"
        case (.error(let wanted, _), .success(let text)), (.errorContaining(let wanted), .success(let text)):
            "got \(text.string.debugDescription) instead of the error \(wanted)"
        }
    }

    /// Whether an error agrees in every byte, with the texts in `at <…>`; `true` for other expectations.
    public func agreesLiterally(with result: Result<Text, HelmFailure>) -> Bool {
        guard case .error(let wanted, let isOfRuntime) = expectation, !isOfRuntime else { return true }
        guard case .failure(let failure) = result else { return false }
        return failure.description == wanted
    }

    private static func matches(_ text: String, _ shape: String) -> Bool {
        guard let expression = try? Regex(shape).dotMatchesNewlines() else { return false }
        return text.wholeMatch(of: expression) != nil
    }
}

/// What matters in an error's message: the places along its chain, the function that failed, and the cause.
struct HelmMessage: Equatable {
    let places: [String]
    let function: String?
    let cause: String

    init(_ message: String) {
        let located = message.matches(of: #/(?:template: |at \()([^\s:]+:\d+(?::\d+)?)(?:: |\): )/#)
        places = located.map { String($0.output.1) }
        function = message.matches(of: #/error calling (\w+): /#).last.map { String($0.output.1) }
        cause = Self.cause(of: message)
    }

    /// What follows the last `at <…>: `, the last `): ` of a place, or the place of a parse error.
    private static func cause(of message: String) -> String {
        if let execution = message.range(of: #"at <[\s\S]*>: "#, options: .regularExpression) {
            return String(message[execution.upperBound...])
        }
        let place = #"^[\s\S]*?(template: [^\s:]+:\d+: |at \([^()\s]+\): )"#
        guard let end = message.range(of: place, options: .regularExpression)?.upperBound else { return message }
        return String(message[end...])
    }

    func agrees(with other: HelmMessage, isOfRuntime: Bool) -> Bool {
        guard places.first == other.places.first, places.last == other.places.last else { return false }
        return isOfRuntime ? function == other.function : cause == other.cause
    }
}
