// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import Registry

@Suite("The answer of a token service")
struct TokenAnswerTests {
    @Test(
        "is understood as it comes in the field",
        arguments: [
            (#"{"token": "T", "expires_in": 300}"#, "T", 300),
            (#"{"token": "T", "expires_in": "300"}"#, "T", 300),
            (#"{"token": "T", "expires_in": 299.5}"#, "T", 299.5),
            (#"{"token": "T", "expires_in": "5m"}"#, "T", 60),
            (#"{"token": "T", "expires_in": null}"#, "T", 60),
            (#"{"token": "T", "expires_in": -1}"#, "T", 60),
            (#"{"token": "T", "expires_in": 0}"#, "T", 60),
            (#"{"token": "T", "expires_in": "nan"}"#, "T", 60),
            (#"{"token": "T", "expires_in": {"s": 3}}"#, "T", 60),
            (#"{"token": "T", "expires_in": 0.1}"#, "T", 1),
            (#"{"token": "T"}"#, "T", 60),
            (#"{"access_token": "A"}"#, "A", 60),
            (#"{"token": null, "access_token": "A"}"#, "A", 60),
            (#"{"token": "", "access_token": "A"}"#, "A", 60),
            (#"{"token": 7, "access_token": "A"}"#, "A", 60),
            (#"{"token": "T", "access_token": "A"}"#, "T", 60),
            (#"{"token": "", "access_token": null}"#, nil, 60),
            (#"{"refresh_token": "R"}"#, nil, 60),
        ] as [(String, String?, Double)]
    )
    func forms(json: String, token: String?, life: Double) throws {
        let answer = try JSONDecoder().decode(TokenAnswer.self, from: Data(json.utf8))
        #expect(answer.token == token)
        #expect(answer.life == life)
    }
}
