// SPDX-License-Identifier: Apache-2.0

import GoTemplate
import Testing

/// What Go gives for templates that a generator has made.
@Suite struct GeneratedFormatTests {
    @Test(
        arguments: [
            Example("{{ printf \"x=%8.3zé%3v\" .zero }}", "x=%!z(float64=       0)é%!v(MISSING)"),
            Example("{{ printf \"%.2sé%.*x %+.1%\" }}", "%!s(MISSING)é%!(BADPREC)%!x(MISSING) %"),
            Example("{{ printf \"x=%+O%+05v%.0q\" 0i }}", "x=%!O(complex128=(+0+0i))%!v(MISSING)%!q(MISSING)"),
            Example(
                "{{ printf \"%8.3t\" .null.x $.a.b .empty }}",
                "1:23: executing \"t\" at <.null.x>: nil pointer evaluating interface {}.x"
            ),
            Example("{{ printf \"%%%5f%#b%.0é\" }}", "%%!f(MISSING)%!b(MISSING)%!é(MISSING)"),
            Example("{{ printf \" %Oé%q\" \"text\" \"a\" }}", " %!O(string=text)é\"a\""),
            Example("{{ printf \"a%[9]t%[2]%%.0v\" \"b\" .zero . }}", "a%!t(BADINDEX)%0"),
            Example(
                "{{ printf \"a%#c%%%.2O\" .a.b.c 2 .null.x }}",
                "1:37: executing \"t\" at <.null.x>: nil pointer evaluating interface {}.x"
            ),
            Example("{{ printf \"é%5Oé%[1]*c\" \"\\u200b\" true }}", "é%!O(string=    ​)é%!(BADWIDTH)%!c(bool=true)"),
            Example("{{ printf \"a%O\" $y .tags 1.5 }}", "1: undefined variable \"$y\""),
            Example(
                "{{ printf \" %1.d %*a%[2]*[1]U\" .s.x }}",
                "1:33: executing \"t\" at <.s.x>: can't evaluate field x in type interface {}"
            ),
            Example("{{ printf \"é%[2]*[1]v %-8.1ga%-010.3T\" .nope.x 3 }}", "é<nil> %!g(int=3       )a%!T(MISSING)"),
            Example("{{ printf \"x=%[2]*[1]v%-010.3F\" .null }}", "x=%!(BADWIDTH)%!v(BADINDEX)%!F(<nil>)"),
            Example("{{ printf \"a%[2]O\" \"b\" \"\\u200b\" }}", "a%!O(string=​)"),
            Example("{{ printf \"%.2t %1.da%+s\" .empty .nomap }}", "%!t(string=) map[]a%!s(MISSING)"),
            Example("{{ printf \"%[2]*[1]ta%[2]f\" }}", "%!(BADWIDTH)%!t(BADINDEX)a%!f(BADINDEX)"),
            Example("{{ printf \"%%%5T%%%-010.3O\" }}", "%%!T(MISSING)%%!O(MISSING)"),
            Example("{{ printf \"x=%[1]é\" 0 .f }}", "x=%!é(int=0)"),
            Example("{{ printf \"x=%[2] %.*ex=%+.1v\" 3 }}", "x=%! (BADINDEX)%!e(MISSING)x=%!v(MISSING)"),
            Example("{{ printf \"é%05va%1.té%f\" }}", "é%!v(MISSING)a%!t(MISSING)é%!f(MISSING)"),
            Example("{{ printf \"%%%5za%.2ex=% G\" `a\nb` -1 }}", "%%!z(string=  a\nb)a%!e(int=-01)x=%!G(MISSING)"),
            Example("{{ printf \" %+! %[1]F\" }}", " %!!(MISSING) %!F(BADINDEX)"),
            Example("{{ printf \"%0Té%[9]s\" $.s .nomap }}", "stringé%!s(BADINDEX)"),
            Example("{{ printf \"x=%1.z%+.1b %8.3e\" }}", "x=%!z(MISSING)%!b(MISSING) %!e(MISSING)"),
            Example(
                "{{ printf \"%3bx=% z%%%+.1z\" .empty .s.x }}",
                "1:37: executing \"t\" at <.s.x>: can't evaluate field x in type interface {}"
            ),
            Example("{{ printf \"x=%-8.1ta%5é\" .name .big }}", "x=%!t(<nil>)a%!é(float64=1.2345678e+07)"),
            Example("{{ printf \"a%1.g\" .big }}", "a1e+07"),
            Example("{{ printf \"%0s %3c\" }}", "%!s(MISSING) %!c(MISSING)"),
            Example("{{ printf \"%%%-010.3g\" }}", "%%!g(MISSING)"),
            Example("{{ printf \"a%3v%%%.0\" }}", "a%!v(MISSING)%%!(NOVERB)"),
            Example("{{ printf \"x=%.0O\" }}", "x=%!O(MISSING)"),
            Example("{{ printf \"%-8.1X%+.1F%#0%\" }}", "%!X(MISSING)%!F(MISSING)%"),
            Example("{{ printf \"é%[1]g%0vx=%+.1G\" .s 'a' }}", "é%!g(string=text)97x=%!G(MISSING)"),
            Example("{{ printf \"%*c %+.1va%05g\" $x .mixed }}", "1: undefined variable \"$x\""),
            Example(
                "{{ printf \"%%%-010.3z\" \"1\" .m }}",
                "%%!z(string=1         )%!(EXTRA map[string]interface {}=map[k1:v1 k2:v2])"
            ),
            Example(
                "{{ printf \"x=%5dx=%.2F\" .nope.x 1+2i \"a b\" }}",
                "x=%!d(<nil>)x=(1.00+2.00i)%!(EXTRA string=a b)"
            ),
            Example("{{ printf \"%%%05q\" }}", "%%!q(MISSING)"),
            Example("{{ printf \"%%%.2X\" .f }}", "%%!X(bool=false)"),
            Example("{{ printf \"é%#0ga%-010.3c\" 3 .empty }}", "é%!g(int=3)a%!c(string=          )"),
            Example("{{ printf \"x=%.*t\" .a.b .none }}", "x=%!(BADPREC)[]"),
            Example(
                "{{ printf \"x=%-010.3X%z\" 1e2+3i .m }}",
                "x=(0X1.900P+06+0X1.800P+01i)map[%!z(string=k1):%!z(string=v1) %!z(string=k2):%!z(string=v2)]"
            ),
            Example("{{ printf \"x=%[1]Xa%-010.3F %5z\" .n .s }}", "x=0X1.8P+01a%!F(string=tex       ) %!z(MISSING)"),
            Example("{{ printf \"%%%.0é\" }}", "%%!é(MISSING)"),
            Example(
                "{{ printf \"a%1.v\" .f .a }}",
                "afalse%!(EXTRA map[string]interface {}=map[b:map[c:deep] list:[1 2] n:<nil>])"
            ),
            Example(
                "{{ printf \"%[2]x %# Fé%8.3g\" \"b\" .t .a.b }}",
                "%!x(bool=true) map[%!F(string=c):%!F(string=deep)]é%!g(MISSING)"
            ),
            Example("{{ printf \"%.0bé%e\" .nomap }}", "map[]é%!e(MISSING)"),
            Example("{{ printf \"%#z\" \"a b\" }}", "%!z(string=a b)"),
            Example("{{ printf \"%%%-8.1da%-010.3f\" 0x1F '\\n' }}", "%31      a%!f(int=010       )"),
            Example("{{ printf \"é%G\" }}", "é%!G(MISSING)"),
            Example("{{ printf \"x=%+05U\" }}", "x=%!U(MISSING)"),
            Example("{{ printf \"a% v\" .a.n }}", "a<nil>"),
            Example(
                "{{ printf \"é%.*Ga%+05b%%%[9]t\" \"<&'\\\"\" }}",
                "é%!(BADPREC)%!G(MISSING)a%!b(MISSING)%%!t(BADINDEX)"
            ),
            Example("{{ printf \"x=%[1]E\" }}", "x=%!E(BADINDEX)"),
            Example("{{ printf \"é%[9]Gé%.0cé%#0e\" }}", "é%!G(BADINDEX)é%!c(MISSING)é%!e(MISSING)"),
            Example("{{ printf \"%.2s%%%05vé%+.1c\" 4 .neg }}", "%!s(int=04)%-02.5é%!c(MISSING)"),
            Example("{{ printf \"a% e %.0o\" 1__0 \"%v|%s|%q\" true }}", "1: illegal number syntax: \"1__0\""),
            Example("{{ printf \"%0é %.2v\" .a.n $.s }}", "%!é(<nil>) te"),
            Example("{{ printf \"a%# ga%[9]é\" .zero }}", "a 0.00000a%!é(BADINDEX)"),
            Example("{{ printf \"%%%3Xa%-5f%[2]E\" .f }}", "%%!X(bool=false)a%!f(MISSING)%!E(BADINDEX)"),
            Example("{{ printf \"x=%8.3X%%%.0T\" .a.n .neg }}", "x=%!X(<nil>)%"),
            Example("{{ printf \"a%8.3s\" }}", "a%!s(MISSING)"),
            Example("{{ printf \"a%-5q %X %8.3o\" .a.n $y }}", "1: undefined variable \"$y\""),
            Example("{{ printf \"x=%+ex=%+05q\" .n }}", "x=+3.000000e+00x=%!q(MISSING)"),
            Example("{{ printf \"%E%.*q%%%.2O\" }}", "%!E(MISSING)%!(BADPREC)%!q(MISSING)%%!O(MISSING)"),
            Example(
                "{{ printf \"a%1.zé%[1]*O\" .mixed }}",
                "a[%!z(float64=2) %!z(string= ) <nil> %!z(bool=false)]é%!(BADWIDTH)%!O(MISSING)"
            ),
            Example("{{ printf \"é%[2]v %*b\" .tags $.s }}", "étext %!(BADWIDTH)%!b(MISSING)"),
            Example("{{ printf \"a%5q%-010.3b\" }}", "a%!q(MISSING)%!b(MISSING)"),
            Example("{{ printf \"x=%-5o\" false 4 '\\n' }}", "x=%!o(bool=false)%!(EXTRA int=4, int=10)"),
            Example("{{ printf \" %1.g%05é\" `raw` 1i }}", " %!g(string= )%!é(complex128=(00000+0001i))"),
            Example("{{ printf \"%%%#0éa%Gx=%*v\" }}", "%%!é(MISSING)a%!G(MISSING)x=%!(BADWIDTH)%!v(MISSING)"),
            Example("{{ printf \"%05q\" \"日本語\" `raw` .tags }}", "\"日本語\"%!(EXTRA string=raw, <nil>)"),
            Example("{{ printf \"%%%#g %[1]%%8.3d\" .big . }}", "%1.2345678e+07 %%!d(float64=1.23e+07)"),
            Example(
                "{{ printf \"%%%8.3G%%%[2]*[1]X%f\" .a.b.c 4 \"1\" }}",
                "%%!G(string=     dee)%64656570%!f(int=4)"
            ),
            Example("{{ printf \"é%.2F\" .mixed }}", "é[1.50 %!F(string=x ) <nil> %!F(bool=false)]"),
            Example("{{ printf \"%%%#0z\" .neg }}", "%%!z(float64=-2.50000)"),
            Example("{{ printf \"é%0v%+!\" .a }}", "émap[b:map[c:deep] list:[1 2] n:<nil>]%!!(MISSING)"),
            Example("{{ printf \" %[1]*d %+05U%#0E\" 4 .empty }}", " %!d(string=    ) %!U(MISSING)%!E(MISSING)"),
            Example(
                "{{ printf \"%# U%%%0gé%05c\" 1 .m }}",
                "U+0001%map[%!g(string=k1):%!g(string=v1) %!g(string=k2):%!g(string=v2)]é%!c(MISSING)"
            ),
            Example("{{ printf \"%*O\" .s }}", "%!(BADWIDTH)%!O(MISSING)"),
            Example("{{ printf \"%.0d\" \"a\" \"é\" `raw` }}", "%!d(string=)%!(EXTRA string=é, string=raw)"),
            Example(
                "{{ printf \"% F\" \"a b\" .f \"<&'\\\"\" }}",
                "%!F(string=a b)%!(EXTRA bool=false, string=<&'\")"
            ),
            Example(
                "{{ printf \"é%.*o %-010.3é %[2]*[1]x\" .none 4 \"\" }}",
                "é%!(BADPREC)4 %!é(string=          ) []"
            ),
            Example("{{ printf \"%%%.0gx=%[1]q%%%+.1G\" }}", "%%!g(MISSING)x=%!q(BADINDEX)%%!G(MISSING)"),
            Example("{{ printf \" %-010.3U%[9]xx=%E\" }}", " %!U(MISSING)%!x(BADINDEX)x=%!E(MISSING)"),
        ]
    )
    func agreeWithGo(_ example: Example) {
        #expect(rendered(example.template, with: generatedValues()) == example.result)
    }

    @Test(
        arguments: [
            Example("{{ printf \"%v %T\" 4 }}", "4 %!T(MISSING)"),
            Example("{{ printf \"%v %T\" 2 }}", "2 %!T(MISSING)"),
            Example("{{ printf \"%v %T\" 0x1p4 }}", "16 %!T(MISSING)"),
            Example("{{ printf \"%v %T\" 1__0 }}", "1: illegal number syntax: \"1__0\""),
            Example("{{ printf \"%v %T\" 0 }}", "0 %!T(MISSING)"),
            Example("{{ printf \"%v %T\" 6 }}", "6 %!T(MISSING)"),
            Example("{{ printf \"%v %T\" 1+2i }}", "(1+2i) %!T(MISSING)"),
            Example("{{ printf \"%v %T\" 'a' }}", "97 %!T(MISSING)"),
            Example("{{ printf \"%v %T\" 1 }}", "1 %!T(MISSING)"),
            Example("{{ printf \"%v %T\" '\\q' }}", "1: invalid syntax"),
            Example("{{ printf \"%v %T\" 3 }}", "3 %!T(MISSING)"),
            Example("{{ printf \"%v %T\" 7 }}", "7 %!T(MISSING)"),
            Example("{{ printf \"%v %T\" 5 }}", "5 %!T(MISSING)"),
            Example("{{ printf \"%v %T\" 1e20 }}", "1e+20 %!T(MISSING)"),
            Example("{{ printf \"%v %T\" 'é' }}", "233 %!T(MISSING)"),
            Example("{{ printf \"%v %T\" 1e2+3i }}", "(100+3i) %!T(MISSING)"),
            Example(
                "{{ printf \"%v %T\" 18446744073709551615 }}",
                "1:18: executing \"t\" at <18446744073709551615>: 18446744073709551615 overflows int"
            ),
            Example("{{ printf \"%v %T\" '\\377' }}", "255 %!T(MISSING)"),
            Example("{{ printf \"%v %T\" -0 }}", "0 %!T(MISSING)"),
            Example("{{ printf \"%v %T\" -1.5-2i }}", "(-1.5-2i) %!T(MISSING)"),
            Example("{{ printf \"%v %T\" 1. }}", "1 %!T(MISSING)"),
            Example("{{ printf \"%v %T\" 2.50 }}", "2.5 %!T(MISSING)"),
            Example("{{ printf \"%v %T\" 0x1.8p-1 }}", "0.75 %!T(MISSING)"),
            Example("{{ printf \"%v %T\" 1e21 }}", "1e+21 %!T(MISSING)"),
            Example("{{ printf \"%v %T\" 1e400 }}", "1: illegal number syntax: \"1e400\""),
            Example("{{ printf \"%v %T\" -0.0 }}", "-0 %!T(MISSING)"),
            Example("{{ printf \"%v %T\" 0x1p1i }}", "(0+2i) %!T(MISSING)"),
            Example("{{ printf \"%v %T\" 1.5 }}", "1.5 %!T(MISSING)"),
            Example("{{ printf \"%v %T\" 017 }}", "15 %!T(MISSING)"),
            Example("{{ printf \"%v %T\" 1_0.5 }}", "10.5 %!T(MISSING)"),
            Example("{{ printf \"%v %T\" 08 }}", "1: integer overflow: \"08\""),
            Example("{{ printf \"%v %T\" 'ab' }}", "1: malformed character constant: 'ab'"),
            Example("{{ printf \"%v %T\" '\\400' }}", "1: invalid syntax"),
            Example("{{ printf \"%v %T\" 1i }}", "(0+1i) %!T(MISSING)"),
            Example(
                "{{ printf \"%v %T\" 0xFFFFFFFFFFFFFFFF }}",
                "1:18: executing \"t\" at <0xFFFFFFFFFFFFFFFF>: 0xFFFFFFFFFFFFFFFF overflows int"
            ),
            Example("{{ printf \"%v %T\" 9223372036854775807 }}", "9223372036854775807 %!T(MISSING)"),
            Example("{{ printf \"%v %T\" -9223372036854775808 }}", "-9223372036854775808 %!T(MISSING)"),
            Example("{{ printf \"%v %T\" 017i }}", "(0+17i) %!T(MISSING)"),
            Example("{{ printf \"%v %T\" 1E-3 }}", "0.001 %!T(MISSING)"),
            Example("{{ printf \"%v %T\" 123456789.0 }}", "1.23456789e+08 %!T(MISSING)"),
        ]
    )
    func agreeWithGoAboutNumbers(_ example: Example) {
        #expect(rendered(example.template, with: generatedValues()) == example.result)
    }
}
