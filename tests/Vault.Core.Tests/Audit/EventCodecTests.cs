using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Audit;

/// <summary>Leaves (R49, R50, R55): every event survives writing and reading, and no private text stands in one.</summary>
public sealed class EventCodecTests
{
    private const string Canary = "机密Canary-9f<'\">";

    private static readonly DateTimeOffset At = new(2026, 3, 1, 2, 3, 4, 567, TimeSpan.Zero);

    public static TheoryData<string, bool> Events
    {
        get
        {
            var events = new TheoryData<string, bool>();
            foreach (var type in EventCodec.EventTypes.OrderBy(t => t.Name, StringComparer.Ordinal))
            {
                events.Add(type.Name, false);
                events.Add(type.Name, true);
            }
            return events;
        }
    }

    [Theory]
    [MemberData(nameof(Events))]
    public void Every_event_survives_its_leaf(string kind, bool withNulls)
    {
        var happened = AnyEvent.Of(TypeOf(kind), withNulls, t => PrivateText.Of(t));
        var actor = withNulls ? Actor.System : SomeActor();
        var name = withNulls ? null : PrivateText.Of("张三");
        IReadOnlyList<RowChange> rows = withNulls ? [] : [Change(Guid.NewGuid()), Change(Guid.Empty)];
        var leaf = EventCodec.Write(41, At, actor, name, happened, rows);

        var read = EventCodec.Read(leaf);

        Assert.Equal((41, At), (read.Sequence, read.At));
        Assert.Equal((actor.Person, actor.Session, actor.Address), (read.Actor, read.Session, read.Address));
        Assert.Equal(happened.Outcome, read.Outcome);
        Assert.IsType(TypeOf(kind), read.Event);
        Assert.Equal(
            rows.Select(r => (r.Row, r.Owner, Convert.ToHexString(r.Hash))),
            read.Rows.Select(r => (r.Row, r.Owner, Convert.ToHexString(r.Hash)))
        );
        // Written again it is the same leaf, to the byte: nothing was lost on the way.
        Assert.Equal(leaf, EventCodec.Write(41, At, actor, read.ActorName, read.Event, read.Rows));
        Assert.Equal(Members(happened), JsonMembers(leaf));
    }

    [Theory]
    [MemberData(nameof(Events))]
    public void No_private_text_stands_in_a_leaf_in_any_form(string kind, bool withNulls)
    {
        var happened = AnyEvent.Of(TypeOf(kind), withNulls, _ => PrivateText.Of(Canary));

        var leaf = EventCodec.Write(0, At, SomeActor(), PrivateText.Of(Canary), happened, []);

        foreach (var form in Forms(Canary))
            Assert.True(leaf.AsSpan().IndexOf(form) < 0, $"{kind} gives away {Convert.ToHexString(form)}");
    }

    [Theory]
    [MemberData(nameof(Events))]
    public void Every_commitment_of_a_leaf_is_of_its_text_and_of_no_other(string kind, bool withNulls)
    {
        var happened = AnyEvent.Of(TypeOf(kind), withNulls, _ => PrivateText.Of(Canary));
        var read = EventCodec.Read(EventCodec.Write(0, At, Actor.System, null, happened, [])).Event;
        var texts = EventCodec.PrivateFieldsOf(happened).ToDictionary(f => f.Field, f => f.Text);

        foreach (var (field, commitment) in EventCodec.PrivateFieldsOf(read))
        {
            Assert.Null(commitment.Text);
            Assert.Equal(Canary, commitment.Opened(texts[field].Salt!, Canary)?.Text);
            Assert.Null(commitment.Opened(texts[field].Salt!, Canary + " "));
            Assert.Null(commitment.Opened(RandomNumberGenerator.GetBytes(PrivateText.SaltLength), Canary));
            Assert.Equal(
                SHA256.HashData([.. texts[field].Salt!, .. Encoding.UTF8.GetBytes(Canary)]),
                commitment.Commitment
            );
        }
    }

    [Fact]
    public void The_same_text_twice_has_two_commitments()
    {
        Assert.NotEqual(PrivateText.Of(Canary).Commitment, PrivateText.Of(Canary).Commitment);
        Assert.Equal(PrivateText.SaltLength, PrivateText.Of(Canary).Salt!.Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"v\":2}")]
    [InlineData("{\"v\":\"1\"}")]
    [InlineData(
        "{\"v\":1,\"seq\":0,\"at\":\"2026-03-01T02:03:04.567Z\",\"kind\":\"NeverHeardOf\",\"outcome\":\"Done\",\"event\":{}}"
    )]
    [InlineData(
        "{\"v\":1,\"seq\":0,\"at\":\"yesterday\",\"kind\":\"LogRead\",\"outcome\":\"Done\",\"event\":{\"entries\":1}}"
    )]
    [InlineData(
        "{\"v\":1,\"seq\":0,\"at\":\"2026-03-01T02:03:04.567Z\",\"kind\":\"LogRead\",\"outcome\":\"Perhaps\",\"event\":{\"entries\":1}}"
    )]
    public void What_is_no_leaf_of_ours_is_not_read(string leaf) =>
        Assert.Throws<FormatException>(() => EventCodec.Read(Encoding.UTF8.GetBytes(leaf)));

    private static Type TypeOf(string kind) => EventCodec.EventTypes.Single(t => t.Name == kind);

    private static Actor SomeActor()
    {
        Assert.True(Core.SignIns.UserName.TryParse("zhang.san", out var userName));
        var person = RegisterRows.Person(userName.Text, "张三", UnitId.New());
        return Actor.Of(person, SessionId.New(), "192.0.2.7");
    }

    private static RowChange Change(Guid owner) =>
        new(new RowKey("accounts", AccountId.New().ToString()), owner, RandomNumberGenerator.GetBytes(32));

    /// <summary>The properties with a value, as the leaf should name them.</summary>
    private static IEnumerable<string> Members(AuditEvent happened) =>
        happened
            .GetType()
            .GetConstructors()
            .Single()
            .GetParameters()
            .Where(p => happened.GetType().GetProperty(p.Name!)!.GetValue(happened) is not null)
            .Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name!))
            .Order(StringComparer.Ordinal);

    private static IEnumerable<string> JsonMembers(byte[] leaf)
    {
        using var document = JsonDocument.Parse(leaf);
        return
        [
            .. document
                .RootElement.GetProperty("event")
                .EnumerateObject()
                .Select(p => p.Name)
                .Order(StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<byte[]> Forms(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        yield return utf8;
        yield return Encoding.Unicode.GetBytes(text);
        yield return Encoding.UTF8.GetBytes(Convert.ToBase64String(utf8)[..^4]);
        yield return Encoding.UTF8.GetBytes(Convert.ToHexString(utf8));
        yield return JsonEncodedText.Encode(text).EncodedUtf8Bytes.ToArray();
        // Its hash without salt: whoever guesses the text could confirm his guess.
        yield return Encoding.UTF8.GetBytes(Convert.ToBase64String(SHA256.HashData(utf8)));
        yield return SHA256.HashData(utf8);
    }
}
