namespace Headroom.Dmn.Tests.Feel;

public class FeelFunctionTests
{
    public static TheoryData<string, string> Strings() =>
        FeelCases.Read(
            """
            substring("foobar", 3) => "obar"
            substring("foobar", 3, 3) => "oba"
            substring("foobar", -2, 1) => "a"
            substring("foobar", 0) => null
            substring("🐎ab", 2, 1) => "a"
            substring(string: "abc", start position: 2) => "bc"
            string length("🐎é") => 2
            upper case("straße") => "STRASSE"
            lower case("ABC") => "abc"
            substring before("foobar", "bar") => "foo"
            substring before("foobar", "x") => ""
            substring after("foobar", "ob") => "ar"
            substring after("foobar", "x") => ""
            substring after("foo", "") => "foo"
            contains("foobar", "of") => false
            starts with("foobar", "fo") => true
            ends with("foobar", "ar") => true
            matches("foobar", "^fo*b") => true
            matches("FOO", "foo", "i") => true
            matches("a", "[") => null
            matches("🐎", "^.$") => true
            matches("a\nb", "a.b") => false
            matches("hello world", "hello\ sworld", "x") => true
            matches("hello world", "hello[ ]world", "x") => true
            matches("q", "[^Q]", "i") => false
            matches("a", "(?=a)") => null
            matches("abc", "\p{L}+") => true
            matches("a\nb", "a.b", "s") => true
            replace("abcd", "(ab)|(a)", "[1=$1][2=$2]") => "[1=ab][2=]cd"
            replace("abc", "b", "\\$") => "a$c"
            replace("abc", "x*", "-") => null
            replace("a🐎c", "[🐎x]", "b") => "abc"
            split("a;b;;c", ";") => ["a", "b", "", "c"]
            string join(["a", null, "c"], ", ") => "a, c"
            string join([]) => ""
            string join(["a", 1]) => null
            string(1.10) => "1.1"
            string(@"P1DT2H3M4.5S") => "P1DT2H3M4.5S"
            string([1, "a", null]) => "[1, \"a\", null]"
            string({a: @"2024-01-01"}) => "{a: 2024-01-01}"
            string(null) => null
            number("1,000.5", ",", ".") => 1000.5
            number("1.000,5", ".", ",") => 1000.5
            number("1 000", " ", null) => 1000
            number("x") => null
            number("1", ",", ",") => null
            """
        );

    public static TheoryData<string, string> Numbers() =>
        FeelCases.Read(
            """
            decimal(1/3, 2) => 0.33
            decimal(2.5, 0) => 2
            decimal(3.5, 0) => 4
            decimal(1250, -2) => 1200
            floor(-1.5) => -2
            floor(1.56, 1) => 1.5
            ceiling(-1.5) => -1
            ceiling(1.51, 1) => 1.6
            round up(5.5, 0) => 6
            round up(-5.5, 0) => -6
            round up(1.121, 2) => 1.13
            round down(-5.5, 0) => -5
            round half up(-5.5, 0) => -6
            round half down(5.5, 0) => 5
            round half down(-1.126, 2) => -1.13
            round up(5.5, 99999) => null
            abs(-3) => 3
            abs(@"-P1D") => @"P1D"
            modulo(-12, 5) => 3
            modulo(12, -5) => -3
            modulo(10.1, 4.5) => 1.1
            modulo(1, 0) => null
            sqrt(16) => 4
            sqrt(-1) => null
            decimal(sqrt(2), 20) => 1.41421356237309504880
            decimal(log(10), 20) => 2.30258509299404568402
            decimal(exp(1), 20) => 2.71828182845904523536
            log(0) => null
            odd(-3) => true
            even(2.5) => false
            min(1, 2, 3) => 1
            min(["b", "a"]) => "a"
            max([@"2024-01-01", @"2024-02-01"]) => @"2024-02-01"
            min([]) => null
            max(1, "a") => null
            sum([1, 2.5]) => 3.5
            sum(1, null) => null
            sum([@"P1D", @"PT1H"]) => @"P1DT1H"
            mean(1, 2, 3) => 2
            product([2, 3, 4]) => 24
            median([6, 1, 2, 3]) => 2.5
            median([]) => null
            stddev([2, 4, 7, 5]) => 2.0816659994661327352822977070
            stddev([1]) => null
            mode([6, 1, 9, 6, 1]) => [1, 6]
            mode([]) => []
            """
        );

    public static TheoryData<string, string> Lists() =>
        FeelCases.Read(
            """
            list contains([1, null], null) => true
            count([]) => 0
            count(null) => null
            count("a") => 1
            sublist([4, 5, 6], 1, 2) => [4, 5]
            sublist([4, 5, 6], -1) => [6]
            sublist([4, 5, 6], 4) => null
            append([1], 2, 3) => [1, 2, 3]
            concatenate([1, 2], [3]) => [1, 2, 3]
            insert before([1, 3], 1, 2) => [2, 1, 3]
            insert before([1, 3], -1, 2) => [1, 2, 3]
            insert before([1], 3, 2) => null
            remove([1, 2, 3], 2) => [1, 3]
            remove([1], 0) => null
            list replace([2, 4, 7, 8], 3, 6) => [2, 4, 6, 8]
            list replace([2, 4, 7, 8], function(item, newItem) item < newItem, 5) => [5, 5, 7, 8]
            reverse([1, 2, 3]) => [3, 2, 1]
            index of([1, 2, 3, 2], 2) => [2, 4]
            union([1, 2], [2, 3]) => [1, 2, 3]
            distinct values([1, 2, 3, 2, 1]) => [1, 2, 3]
            flatten([[1, 2], [[3]], 4]) => [1, 2, 3, 4]
            sort([3, 1, 2], function(x, y) x < y) => [1, 2, 3]
            sort(list: [3, 1, 2], precedes: function(x, y) x > y) => [3, 2, 1]
            sort([3, 1, 2]) => [1, 2, 3]
            all([true, null]) => null
            all([false, null, true]) => false
            all([]) => true
            any([false, null, true]) => true
            any([]) => false
            get value({a: {b: 1}}, ["a", "b"]) => 1
            get value({a: 1}, "b") => null
            get entries({a: 1}) => [{key: "a", value: 1}]
            context([{key: "a", value: 1}, {key: "b", value: 2}]) => {a: 1, b: 2}
            context([{key: "a", value: 1}, {key: "a", value: 2}]) => null
            context put({a: 1}, "b", 2) => {a: 1, b: 2}
            context put({a: {b: 1}}, ["a", "b"], 2) => {a: {b: 2}}
            context merge([{a: 1, b: 2}, {b: 3}]) => {a: 1, b: 3}
            """
        );

    public static TheoryData<string, string> Times() =>
        FeelCases.Read(
            """
            date("2024-02-30") => null
            date("0999-12-31").year => 999
            date("998-12-31") => null
            string(date(-2024, 2, 29)) => "-2024-02-29"
            date(@"2024-03-05T23:59:59Z") => @"2024-03-05"
            date(2023, 2, 29) => null
            time("10:20:30@Europe/Paris").timezone => "Europe/Paris"
            time("24:00:01") => null
            time(10, 20, 30, null) => @"10:20:30"
            time(10, 20, 30.5, @"PT8H") => @"10:20:30.5+08:00"
            time(@"2024-03-05") => @"00:00:00Z"
            date and time("2024-03-05") => @"2024-03-05T00:00:00"
            date and time(@"2024-03-05", @"10:00:00Z") => @"2024-03-05T10:00:00Z"
            date and time("2024-03-05T10:00:00+19:00") => null
            duration("P1Y2M") => @"P14M"
            duration("P1Y2D") => null
            string(duration("PT90M")) => "PT1H30M"
            string(duration("-P13M")) => "-P1Y1M"
            years and months duration(@"2023-12-22", @"2024-12-21") => @"P11M"
            years and months duration(@"2024-12-21", @"2023-12-22") => @"-P11M"
            day of week(@"2024-02-29") => "Thursday"
            day of year(@"2024-12-31") => 366
            month of year(@"2024-02-29") => "February"
            week of year(@"2021-01-03") => 53
            week of year(@"2024-12-30") => 1
            now() instance of date and time => true
            today() => @"2024-05-17"
            before(1, 10) => true
            before([1..5], [5..8]) => false
            before([1..5), [5..8]) => true
            after([5..10], [1..5)) => true
            meets([1..5], [5..10]) => true
            met by([5..10], [1..5]) => true
            overlaps([1..5], [3..8]) => true
            overlaps before([1..5], (1..8]) => true
            overlaps after([3..8], [1..5]) => true
            finishes(10, [1..10]) => true
            finished by([1..10], 10) => true
            includes([1..10], (1..10)) => true
            during(5, [1..10]) => true
            starts([1..5], [1..10]) => true
            started by((1..10], 1) => false
            coincides([1..5], [1..5]) => true
            range("[1..3]") => [1..3]
            range("[\"a\"..\"b\")") => ["a".."b")
            range("[3..1]") => null
            is(@"10:00:00Z", @"10:00:00") => false
            """
        );

    [Theory]
    [MemberData(nameof(Strings))]
    public void Works_on_strings(string expression, string expected) => FeelCases.Check(expression, expected);

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Works_on_numbers(string expression, string expected) => FeelCases.Check(expression, expected);

    [Theory]
    [MemberData(nameof(Lists))]
    public void Works_on_lists_and_contexts(string expression, string expected) =>
        FeelCases.Check(expression, expected);

    [Theory]
    [MemberData(nameof(Times))]
    public void Works_on_times_and_ranges(string expression, string expected) => FeelCases.Check(expression, expected);
}
