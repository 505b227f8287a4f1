namespace Headroom.Dmn.Tests.Feel;

public class FeelLanguageTests
{
    public static TheoryData<string, string> Arithmetic() =>
        FeelCases.Read(
            """
            1 + 2 * 3 => 7
            (1 + 2) * 3 => 9
            2 ** 3 ** 2 => 64
            -2 ** 2 => 4
            - (2 ** 2) => -4
            10 / 4 => 2.5
            1 / 0 => null
            0.1 + 0.2 => 0.3
            1.0 => 1
            .5 + 1e2 => 100.5
            1E-2 => 0.01
            9 ** 0.5 => 3
            2 ** -2 => 0.25
            (-8) ** 0.5 => null
            79228162514264337593543950335 + 1 => null
            "a" + "b" => "ab"
            "a" + 1 => null
            1 - null => null
            -"a" => null
            @"P1D" + @"PT2H" => @"P1DT2H"
            @"P1Y" - @"P3M" => @"P9M"
            @"P1Y" + @"P1D" => null
            @"P1D" * 1.5 => @"P1DT12H"
            2 * @"P1Y" => @"P2Y"
            @"P1D" / 2 => @"PT12H"
            @"P1D" / @"PT6H" => 4
            @"P1Y" / @"P3M" => 4
            @"2024-01-31" + @"P1M" => @"2024-02-29"
            @"2024-03-31" - @"P1M" => @"2024-02-29"
            @"2024-03-01" - @"2024-02-01" => @"P29D"
            @"2024-03-01" - @"P1D" => @"2024-02-29"
            @"P1D" + @"2024-02-29" => @"2024-03-01"
            @"2024-03-01T10:00:00Z" - @"2024-03-01T10:00:00+08:00" => @"PT8H"
            @"2024-03-01T10:00:00" - @"2024-03-01T10:00:00Z" => null
            @"2024-12-31T23:59:59" + @"PT1S" => @"2025-01-01T00:00:00"
            @"23:30:00" + @"PT1H" => @"00:30:00"
            @"00:30:00" - @"PT1H" => @"23:30:00"
            @"12:00:00" - @"10:30:00" => @"PT1H30M"
            @"2024-03-31T01:30:00@Europe/Paris" + @"PT1H" => @"2024-03-31T03:30:00@Europe/Paris"
            [1] + 1 => null
            """
        );

    public static TheoryData<string, string> Logic() =>
        FeelCases.Read(
            """
            true and null => null
            false and null => false
            null and false => false
            true or null => true
            null or true => true
            false or "x" => null
            1 = 1.00 => true
            1 = "1" => null
            null = null => true
            1 = null => false
            1 != null => true
            [1, [2, 3]] = [1, [2, 3]] => true
            {a: 1, b: 2} = {b: 2, a: 1} => true
            {a: 1} = {a: 1, b: 2} => false
            [1..3] = [1..3] => true
            [1..3] = [1..3) => false
            @"2024-03-01T10:00:00Z" = @"2024-03-01T18:00:00+08:00" => true
            is(@"2024-03-01T10:00:00Z", @"2024-03-01T18:00:00+08:00") => false
            1 < "2" => null
            "a" < "b" => true
            @"P1Y" < @"P13M" => true
            1 < null => null
            5 between 1 and 5 => true
            5 between 6 and null => false
            5 in [1..5) => false
            5 in (> 4, < 2) => true
            5 in (1, 2) => false
            5 in [[1..3], [5..8]] => true
            "b" in ["a", "b"] => true
            5 in (<= 4) => false
            not(null) => null
            if null then 1 else 2 => 2
            if "x" = "x" then 1 else 2 => 1
            some x in [1, 2] satisfies x > 1 => true
            every x in [] satisfies false => true
            some x in [null, 1] satisfies x > 5 => null
            every x in [1, 2], y in [3, 4] satisfies x < y => true
            1 instance of number => true
            null instance of Any => false
            [1, "a"] instance of list<number> => false
            {a: 1} instance of context<a: number> => true
            [1..2] instance of range<number> => true
            @"2024-01-01" instance of date and time => false
            @"P1D" instance of days and time duration => true
            """
        );

    public static TheoryData<string, string> Structure() =>
        FeelCases.Read(
            """
            {a: 1, b: a + 1}.b => 2
            {date: 5, day: date("2024-01-31").day + date}.day => 36
            {"first name": "Ann"}.first name => "Ann"
            [{a: 1}, {a: 2}, {b: 3}].a => [1, 2, null]
            [1, 2, 3][2] => 2
            [1, 2, 3][-1] => 3
            [1, 2, 3][4] => null
            [1, 2, 3][item >= 2] => [2, 3]
            [{x: 1, y: 5}, {x: 2, y: 6}][x = 2].y => [6]
            [{x: 1}, {y: 2}][x = 1] => [{x: 1}]
            5[item > 3] => [5]
            [{item: 1}, {item: 2}][item >= 2] => [{item: 2}]
            null[1] => null
            for x in [1, 2, 3] return x * 2 => [2, 4, 6]
            for x in 3..1 return x => [3, 2, 1]
            for x in [1..3] return x => [1, 2, 3]
            for x in 1..2, y in x..2 return [x, y] => [[1, 1], [1, 2], [2, 2]]
            for i in 0..4 return if i = 0 then 1 else i * partial[-1] => [1, 1, 2, 6, 24]
            for d in @"2024-02-28"..@"2024-03-01" return d.day => [28, 29, 1]
            for x in null return x => null
            (function(a, b) a - b)(5, 3) => 2
            (function(a, b) a - b)(b: 5, a: 3) => -2
            {f: function(n) n * 2, r: f(21)}.r => 42
            {make: function(a) function(b) a + b, r: make(1)(2)}.r => 3
            [for n in [1, 2] return function(x) x + n][1][1](10) => 11
            @"2024-03-05T10:20:30.5+08:00".second => 30.5
            @"2024-03-05T10:20:30+08:00".time offset => @"PT8H"
            @"2024-03-05T10:20:30@Asia/Shanghai".timezone => "Asia/Shanghai"
            @"2024-03-05".weekday => 2
            @"P1DT2H".hours => 2
            @"-P14M".months => -2
            [1..5).end included => false
            [1..5).start => 1
            // a comment
            1 /* another */ + 1 => 2
            """.Replace("// a comment\n", "", StringComparison.Ordinal)
        );

    [Theory]
    [MemberData(nameof(Arithmetic))]
    public void Calculates(string expression, string expected) => FeelCases.Check(expression, expected);

    [Theory]
    [MemberData(nameof(Logic))]
    public void Compares_and_concludes(string expression, string expected) => FeelCases.Check(expression, expected);

    [Theory]
    [MemberData(nameof(Structure))]
    public void Builds_and_takes_apart(string expression, string expected) => FeelCases.Check(expression, expected);
}
