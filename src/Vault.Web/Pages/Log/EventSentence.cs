using System.Text;
using Vault.Core;

namespace Vault.Web.Pages.Log;

/// <summary>A piece of a sentence about an event. Texts are inert already; escaping is left to whoever writes it out.</summary>
public abstract record SentencePart
{
    private SentencePart(string text) => Text = text;

    public string Text { get; }

    /// <summary>Our own words, a number, a time, the word for a value.</summary>
    public sealed record Words(string Of) : SentencePart(Of);

    /// <summary>What somebody typed.</summary>
    public sealed record Quote(string Of) : SentencePart(Of);

    /// <summary>A text that was destroyed or is damaged, said in our words.</summary>
    public sealed record Gone(string Of) : SentencePart(Of);

    public sealed record OfPerson(PersonId Id, string Of) : SentencePart(Of);

    public sealed record OfAccount(AccountId Id, string Of) : SentencePart(Of);
}

/// <summary>What happened, in words, without its author.</summary>
public sealed record EventSentence(IReadOnlyList<SentencePart> Parts)
{
    /// <summary>The sentence as one plain, inert line.</summary>
    public override string ToString() =>
        Parts.Aggregate(new StringBuilder(), (line, part) => line.Append(part.Text)).ToString();
}
