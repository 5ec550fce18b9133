// SPDX-License-Identifier: Apache-2.0

import GoTemplate
import HelmCases
import Testing

@Suite struct PlainCaseTests {
    @Test(arguments: HelmCase.all.filter(\.isPlain))
    func agreesWithGo(_ given: HelmCase) {
        #expect(given.disagreement(with: rendered(given)) == nil)
    }

    @Test(arguments: HelmCase.all.filter(\.isPlain))
    func agreesWithGoInEveryByte(_ given: HelmCase) {
        #expect(given.agreesLiterally(with: rendered(given)), "\(rendered(given))")
    }

    private func rendered(_ given: HelmCase) -> Result<Text, HelmFailure> {
        let set = TemplateSet()
        do {
            try set.parse(Text(given.template), named: "t")
            return try .success(set.execute("t", with: given.goValues))
        } catch let error as ParseError {
            return .failure(HelmFailure(error.description))
        } catch let error as ExecutionError {
            return .failure(HelmFailure(error.description))
        } catch {
            return .failure(HelmFailure("\(error)"))
        }
    }
}
