// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import Registry

@Suite("The rights in a token")
struct TokenClaimsTests {
    private func token(_ payload: String) -> String {
        let text = Data(payload.utf8).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
        return "Bearer e30.\(text.replacing("=", with: "")).signature"
    }

    /// What the token grants, and whether that is enough to push to `ocp/doctor`.
    @Test(
        "are those that the registry's service granted",
        arguments: [
            (#"{"access": [{"type": "repository", "name": "ocp/doctor", "actions": ["pull", "push"]}]}"#, true),
            (#"{"access": [{"type": "repository", "name": "ocp/doctor", "actions": ["*"]}], "é?>": "~~~"}"#, true),
            (#"{"access": [{"type": "repository", "name": "ocp/doctor", "actions": ["pull"]}]}"#, false),
            (#"{"access": [{"type": "repository", "name": "ocp", "actions": ["push"]}]}"#, false),
            (#"{"access": [{"type": "registry", "name": "ocp/doctor", "actions": ["push"]}]}"#, false),
            (#"{"access": []}"#, false),
        ]
    )
    func rights(payload: String, isEnough: Bool) throws {
        let claims = try #require(TokenClaims(authorization: token(payload)))
        #expect(claims.allows("push", in: "ocp/doctor") == isEnough)
    }

    @Test(
        "are not told by a token of another kind",
        arguments: ["Basic eDp5", "Bearer opaque", "Bearer a.b.c", "Bearer e30.e30.x", ""]
    )
    func opaque(authorization: String) { #expect(TokenClaims(authorization: authorization) == nil) }

    @Test("come with the time of the registry")
    func dates() {
        #expect(HTTPDate.parse("Sun, 06 Nov 1994 08:49:37 GMT") == Date(timeIntervalSince1970: 784_111_777))
        #expect(HTTPDate.parse("yesterday") == nil)
    }
}
