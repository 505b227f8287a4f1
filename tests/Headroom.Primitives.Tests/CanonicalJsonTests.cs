using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace Headroom.Primitives.Tests;

public class CanonicalJsonTests
{
    // The numbers of RFC 8785, appendix B, by their IEEE 754 bits.
    [Theory]
    [InlineData(0x0000000000000000, "0")]
    [InlineData(0x8000000000000000, "0")]
    [InlineData(0x0000000000000001, "5e-324")]
    [InlineData(0x8000000000000001, "-5e-324")]
    [InlineData(0x7fefffffffffffff, "1.7976931348623157e+308")]
    [InlineData(0x4340000000000000, "9007199254740992")]
    [InlineData(0xc340000000000000, "-9007199254740992")]
    [InlineData(0x4430000000000000, "295147905179352830000")]
    [InlineData(0x44b52d02c7e14af5, "9.999999999999997e+22")]
    [InlineData(0x44b52d02c7e14af6, "1e+23")]
    [InlineData(0x44b52d02c7e14af7, "1.0000000000000001e+23")]
    [InlineData(0x444b1ae4d6e2ef4e, "999999999999999700000")]
    [InlineData(0x444b1ae4d6e2ef4f, "999999999999999900000")]
    [InlineData(0x444b1ae4d6e2ef50, "1e+21")]
    [InlineData(0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7")]
    [InlineData(0x3eb0c6f7a0b5ed8d, "0.000001")]
    [InlineData(0x41b3de4355555553, "333333333.3333332")]
    [InlineData(0x41b3de4355555555, "333333333.3333333")]
    [InlineData(0xbecbf647612f3696, "-0.0000033333333333333333")]
    [InlineData(0x43143ff3c1cb0959, "1424953923781206.2")]
    public void Numbers_are_printed_as_ECMAScript_does(ulong bits, string expected) =>
        CanonicalJson.FormatNumber(BitConverter.UInt64BitsToDouble(bits)).ShouldBe(expected);

    [Fact]
    public void Every_finite_number_reads_back_to_its_bits() =>
        Prop.ForAll(
                ArbMap.Default.ArbFor<double>().Filter(double.IsFinite),
                value =>
                    double.Parse(CanonicalJson.FormatNumber(value), System.Globalization.CultureInfo.InvariantCulture)
                    == value
            )
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("""{ "b": 1, "a": [ 1.0, 2e0 , null ] }""", """{"a":[1,2,null],"b":1}""")]
    [InlineData(
        """{"\u20ac":1,"\r":2,"1":3,"\ud83d\ude00":4,"\ufb33":5}""",
        "{\"\\r\":2,\"1\":3,\"€\":1,\"😀\":4,\"\ufb33\":5}"
    )]
    [InlineData("\"\\u000f\\u000a\\u0041\\/\\\"\\\\\"", "\"\\u000f\\nA/\\\"\\\\\"")]
    [InlineData("\"额度\"", "\"额度\"")]
    [InlineData("[]", "[]")]
    [InlineData("{}", "{}")]
    public void Text_is_brought_to_its_one_spelling(string json, string expected) =>
        Encoding.UTF8.GetString(CanonicalJson.Canonicalize(Encoding.UTF8.GetBytes(json))).ShouldBe(expected);

    [Theory]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("1e999")]
    [InlineData("\"\\ud800\"")]
    [InlineData("{")]
    public void What_has_no_canonical_form_is_refused(string json) =>
        Should.Throw<JsonException>(() => CanonicalJson.Canonicalize(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void Canonical_bytes_stay_as_they_are_and_members_may_come_in_any_order() =>
        Prop.ForAll(
                Arb.From(Gen.Elements("a", "b", "Z", "é", "额", "a b").ListOf().Select(l => l.Distinct().ToArray())),
                names =>
                {
                    var forward = Canonical(names);
                    return forward.SequenceEqual(Canonical([.. names.Reverse()]))
                        && forward.SequenceEqual(CanonicalJson.Canonicalize(forward));
                }
            )
            .QuickCheckThrowOnFailure();

    private static byte[] Canonical(string[] names)
    {
        var members = names.Select(name => $"{JsonSerializer.Serialize(name)}:{name.Length}");
        return CanonicalJson.Canonicalize(Encoding.UTF8.GetBytes($"{{{string.Join(" , ", members)}}}"));
    }
}
