// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import GoTemplate

@Suite struct NumberConstantTests {
    /// What a literal can be: `int`, `uint`, `float` and `complex`, with the values.
    private func forms(_ text: String, _ kind: Token.Kind) -> String {
        do throws(NumberError) {
            let number = try NumberConstant(Text(text), kind: kind)
            var forms: [String] = []
            if let signed = number.signed { forms.append("int \(signed)") }
            if let unsigned = number.unsigned { forms.append("uint \(unsigned)") }
            if let float = number.float { forms.append("float \(float)") }
            if let complex = number.complex { forms.append("complex \(complex.real) \(complex.imaginary)") }
            return forms.joined(separator: ", ") + " → "
                + (number.ideal.map { "\($0.type) \($0.printed)" } ?? "nothing")
        } catch {
            return error.message.string
        }
    }

    @Test(
        arguments: [
            ("0", "int 0, uint 0, float 0.0 → int 0"),
            ("7", "int 7, uint 7, float 7.0 → int 7"),
            ("-7", "int -7, float -7.0 → int -7"),
            ("-0", "int 0, uint 0, float 0.0 → int 0"),
            ("+7", "int 7, float 7.0 → int 7"),
            ("0x10", "int 16, uint 16, float 16.0 → int 16"),
            ("0x1e1", "int 481, uint 481, float 481.0 → int 481"),
            ("017", "int 15, uint 15, float 15.0 → int 15"),
            ("1_000", "int 1000, uint 1000, float 1000.0 → int 1000"),
            ("9223372036854775808", "uint 9223372036854775808, float 9.223372036854776e+18 → nothing"),
            ("1.0", "int 1, uint 1, float 1.0 → float64 1"),
            ("1e2", "int 100, uint 100, float 100.0 → float64 100"),
            ("1.5", "float 1.5 → float64 1.5"),
            ("-1.0", "int -1, float -1.0 → float64 -1"),
            ("1e19", "uint 10000000000000000000, float 1e+19 → float64 1e+19"),
            ("1e20", "float 1e+20 → float64 1e+20"),
            ("0x1p4", "int 16, uint 16, float 16.0 → float64 16"),
            ("2i", "complex 0.0 2.0 → complex128 (0+2i)"),
            ("0i", "int 0, uint 0, float 0.0, complex 0.0 0.0 → complex128 (0+0i)"),
            ("99999999999999999999", "integer overflow: \"99999999999999999999\""),
            ("1.2.3", "illegal number syntax: \"1.2.3\""),
            ("-", "illegal number syntax: \"-\""),
            ("0x", "illegal number syntax: \"0x\""),
            ("08", "integer overflow: \"08\""),
            ("1e999", "illegal number syntax: \"1e999\""),
            ("i", "illegal number syntax: \"i\""),
        ]
    )
    func hasTheTypesThatItFits(text: String, result: String) {
        #expect(forms(text, .number) == result)
    }

    @Test(
        arguments: [
            ("'a'", "int 97, uint 97, float 97.0 → int 97"),
            ("'\\n'", "int 10, uint 10, float 10.0 → int 10"),
            ("'é'", "int 233, uint 233, float 233.0 → int 233"),
            ("'e'", "int 101, uint 101, float 101.0 → int 101"),
            ("'.'", "int 46, uint 46, float 46.0 → int 46"),
            ("'\\xff'", "int 255, uint 255, float 255.0 → int 255"),
            ("''", "invalid syntax"),
            ("'ab'", "malformed character constant: 'ab'"),
            ("'\\p'", "invalid syntax"),
        ]
    )
    func isACharacter(text: String, result: String) {
        #expect(forms(text, .characterConstant) == result)
    }

    @Test(
        arguments: [
            ("1+2i", "complex 1.0 2.0 → complex128 (1+2i)"),
            ("-1.5-2.5i", "complex -1.5 -2.5 → complex128 (-1.5-2.5i)"),
            ("5+0i", "int 5, uint 5, float 5.0, complex 5.0 0.0 → complex128 (5+0i)"),
            ("1e1+1e1i", "complex 10.0 10.0 → complex128 (10+10i)"),
            ("0x1p1+1i", "complex 2.0 1.0 → complex128 (2+1i)"),
            ("0o1+1i", "syntax error scanning complex number"),
            ("1__0+1i", "strconv.ParseFloat: parsing \"1__0\": invalid syntax"),
            ("1+1__0i", "strconv.ParseFloat: parsing \"+1__0\": invalid syntax"),
        ]
    )
    func isComplex(text: String, result: String) {
        #expect(forms(text, .complex) == result)
    }
}
