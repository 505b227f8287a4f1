using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Headroom.Primitives.Tests;

public class IdentifierTests
{
    private static readonly DateTimeOffset Noon = new(2026, 8, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Identifiers_rise_even_when_the_clock_steps_back()
    {
        var times = new Queue<DateTimeOffset>([Noon, Noon, Noon.AddSeconds(-5), Noon.AddSeconds(1)]);
        var ids = new IdGenerator(times.Dequeue, bytes => bytes.Fill(0xff));
        var made = Enumerable.Range(0, 4).Select(_ => ids.Next()).ToArray();
        made.ShouldBe(made.Order());
        made.Distinct().Count().ShouldBe(4);
    }

    [Fact]
    public void Text_and_bytes_read_back_and_sort_as_the_identifiers_do() =>
        Prop.ForAll(
                Arb.From(Gen.Two(Gen.Choose(0, 255).ArrayOf(10).Select(b => Array.ConvertAll(b, x => (byte)x)))),
                Arb.From(Gen.Two(Gen.Choose(0, int.MaxValue))),
                (bytes, seconds) =>
                {
                    var a = SortableId.Of(DateTimeOffset.FromUnixTimeSeconds(seconds.Item1), bytes.Item1);
                    var b = SortableId.Of(DateTimeOffset.FromUnixTimeSeconds(seconds.Item2), bytes.Item2);
                    return SortableId.Parse(a.ToString()).Value == a
                        && SortableId.FromBytes(a.ToBytes()) == a
                        && a.MadeAt == DateTimeOffset.FromUnixTimeSeconds(seconds.Item1)
                        && Math.Sign(string.CompareOrdinal(a.ToString(), b.ToString())) == Math.Sign(a.CompareTo(b));
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_command_names_what_it_makes_the_same_in_every_replay()
    {
        var command = SortableId.Of(Noon, new byte[10]);
        command.Derive(0).ShouldBe(command.Derive(0));
        command.Derive(0).ShouldNotBe(command.Derive(1));
        command.Derive(0).MadeAt.ShouldBe(Noon);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0123")]
    [InlineData("81ARZ3NDEKTSV4RRFFQ69G5FAV")]
    [InlineData("01ARZ3NDEKTSV4RRFFQ69G5FAU")]
    public void Text_that_is_no_identifier_is_refused(string text) =>
        SortableId.Parse(text).Refusal!.Code.ShouldBe("id-malformed");

    [Theory]
    [InlineData("B000123", true)]
    [InlineData("a.b-c_d", true)]
    [InlineData("", false)]
    [InlineData("张三", false)]
    [InlineData("B 1", false)]
    [InlineData("12345678901234567890123456789012345678901", false)]
    public void A_borrower_is_a_short_plain_pseudonym(string text, bool accepted) =>
        BorrowerId.Parse(text).IsOk.ShouldBe(accepted);

    [Theory]
    [InlineData("staff:li.wei", true)]
    [InlineData("system:import", true)]
    [InlineData("borrower:B1", true)]
    [InlineData("partner:bureau", true)]
    [InlineData("0:x", false)]
    [InlineData("nobody:x", false)]
    [InlineData("staff:", false)]
    [InlineData("staff", false)]
    public void An_actor_is_a_kind_and_a_name(string text, bool accepted)
    {
        var actor = Actor.Parse(text);
        actor.IsOk.ShouldBe(accepted);
        if (accepted)
        {
            actor.Value.ToString().ShouldBe(text);
        }
    }

    [Fact]
    public void A_content_hash_is_the_known_sha_256()
    {
        // FIPS 180-4 example: "abc".
        var hash = ContentHash.Of(Encoding.ASCII.GetBytes("abc"));
        hash.ToString().ShouldBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        ContentHash.Parse(hash.ToString()).Value.ShouldBe(hash);
        ContentHash.FromBytes(hash.ToBytes()).ShouldBe(hash);
        ContentHash.Parse("ba78").Refusal!.Code.ShouldBe("hash-malformed");
    }
}
